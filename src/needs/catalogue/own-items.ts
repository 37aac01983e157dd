import { aids } from './aids'
import { animals } from './animals'
import { baby } from './baby'
import { bedding } from './bedding'
import { children } from './children'
import { clothing } from './clothing'
import { food } from './food'
import { fuel } from './fuel'
import { home } from './home'
import { hygiene } from './hygiene'
import type { Item } from './item'
import { kitchen } from './kitchen'
import { medicine } from './medicine'
import { power } from './power'
import { services } from './services'
import { shelter } from './shelter'
import { tools } from './tools'
import { water } from './water'

/** What people ask for most, goods and services, in the order pages show them. The words are our own. */
export const items: readonly Item[] = [
  water,
  food,
  kitchen,
  baby,
  children,
  hygiene,
  bedding,
  clothing,
  shelter,
  medicine,
  aids,
  tools,
  power,
  fuel,
  home,
  animals,
  services,
].flat()
