import type { View } from '../../web'

/** What a post is called: its own title, or that it is for helpers. */
export const postName = (v: View, title: string): string => (title === '' ? v.t('activities.post.helper') : title)
