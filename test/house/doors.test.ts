import { expect, test } from 'vitest'
import { foundations, importsOf, isTest, ownerOf, roomsInOrder, sourceFiles } from './source-files'

const imports = sourceFiles('src')
  .filter((file) => !isTest(file.path))
  .flatMap((file) =>
    importsOf(file).map((target) => ({
      from: file.path,
      to: target,
      fromOwner: ownerOf(file.path),
      toOwner: ownerOf(target),
    })),
  )
const isRoom = (owner: string | undefined) => owner !== undefined && roomsInOrder.includes(owner)

test('rooms are entered by their door', () => {
  const trespass = imports.filter(
    ({ fromOwner, toOwner, to }) =>
      isRoom(toOwner) && fromOwner !== toOwner && to !== `src/${toOwner}` && to !== `src/${toOwner}/index`,
  )
  expect(trespass).toEqual([])
})

test('a room imports only rooms above it', () => {
  const downwards = imports.filter(
    ({ fromOwner, toOwner }) =>
      isRoom(fromOwner) &&
      isRoom(toOwner) &&
      roomsInOrder.indexOf(toOwner ?? '') > roomsInOrder.indexOf(fromOwner ?? ''),
  )
  expect(downwards).toEqual([])
})

test('the foundations know no room', () => {
  expect(imports.filter(({ fromOwner, toOwner }) => foundations.includes(fromOwner ?? '') && isRoom(toOwner))).toEqual(
    [],
  )
})

test('the verifier takes nothing from what it checks', () => {
  const leaning = imports.filter(({ fromOwner, toOwner }) => fromOwner === 'verify' && toOwner !== 'verify')
  expect(leaning).toEqual([])
})

test('a room does not go through its own door', () => {
  expect(
    imports.filter(
      ({ fromOwner, toOwner, to }) =>
        isRoom(fromOwner) && fromOwner === toOwner && (to === `src/${toOwner}` || to === `src/${toOwner}/index`),
    ),
  ).toEqual([])
})

test('every folder of the source has its place in the house', () => {
  const owners = new Set(sourceFiles('src').map((file) => ownerOf(file.path)))
  expect(
    [...owners].filter(
      (owner) => owner !== undefined && !isRoom(owner) && !foundations.includes(owner) && !/\.tsx?$/.test(owner),
    ),
  ).toEqual([])
})
