import { BLOCK } from './layout'
import { Real } from './real'

/** Slot access: see layout.ts. */
// @ts-ignore: decorator
@inline export function int(base: usize, slot: i32): i32 {
  return load<i32>(base + (<usize>slot << 3))
}
// @ts-ignore: decorator
@inline export function setInt(base: usize, slot: i32, value: i32): void {
  store<i32>(base + (<usize>slot << 3), value)
}
// @ts-ignore: decorator
@inline export function at(base: usize, slot: i32): usize {
  return <usize>load<u32>(base + (<usize>slot << 3))
}
// @ts-ignore: decorator
@inline export function num(base: usize, slot: i32): f64 {
  return load<f64>(base + (<usize>slot << 3))
}
// @ts-ignore: decorator
@inline export function addNum(base: usize, slot: i32, value: f64): void {
  store<f64>(base + (<usize>slot << 3), num(base, slot) + value)
}
// @ts-ignore: decorator
@inline export function real(base: usize, slot: i32): Real {
  return <Real>load<f64>(base + (<usize>slot << 3))
}
// @ts-ignore: decorator
@inline export function i32At(base: usize, index: i32): i32 {
  return load<i32>(base + (<usize>index << 2))
}
// @ts-ignore: decorator
@inline export function realAt(base: usize, index: i32): Real {
  return load<Real>(base + <usize>index * sizeof<Real>())
}
// @ts-ignore: decorator
@inline export function setReal(base: usize, index: i32, value: Real): void {
  store<Real>(base + <usize>index * sizeof<Real>(), value)
}
// @ts-ignore: decorator
@inline export function padded(n: i32): i32 {
  return (n + BLOCK - 1) & -BLOCK
}
