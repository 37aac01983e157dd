export { listDemoPersons } from './demo/demo-bar'
export { type DemoRefusal, prepareDemo } from './demo/load-demo'
export { houseRoom } from './room'
export { makeSetUpLink, type SetUpStep, setUpStep } from './set-up/set-up'
