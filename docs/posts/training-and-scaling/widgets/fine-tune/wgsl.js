// What a GPU computes with: the operations of cpu.js, each a function of the numbers `F`, of the whole
// numbers `I` (tokens and rows), and of the parameters of one call.  Sums over a row are shared by
// the 64 threads of a group, since neighbours read neighbours then.

import { ATTENTION } from "./wgsl-attention.js";

const HEAD = `
struct Call { a: vec4u, b: vec4u, c: vec4u, f: vec4f }
@group(0) @binding(0) var<storage, read_write> F: array<f32>;
@group(0) @binding(1) var<storage, read> I: array<i32>;
@group(0) @binding(2) var<uniform> P: Call;

var<workgroup> part: array<f32, 64>;

// A barrier costs more than to read 64 numbers: each thread adds them up for itself.
fn total(at: u32, value: f32) -> f32 {
  part[at] = value;
  workgroupBarrier();
  var sum = 0.0;
  for (var i = 0u; i < 64u; i += 1u) { sum += part[i]; }
  workgroupBarrier();
  return sum;
}

fn greatest(at: u32, value: f32) -> f32 {
  part[at] = value;
  workgroupBarrier();
  var most = part[0];
  for (var i = 1u; i < 64u; i += 1u) { most = max(most, part[i]); }
  workgroupBarrier();
  return most;
}
`;

// A thread computes four rows by four columns.  Both matrices are small enough for the caches of a GPU;
// tiles in shared memory, with their barriers, took nine times as long where a GPU is imitated.
const PRODUCT = `
@compute @workgroup_size(8, 8)
fn product(@builtin(global_invocation_id) id: vec3u) {
  let a = P.a.x; let b = P.a.y; let c = P.a.z; let more = P.a.w;
  let m = P.b.x; let n = P.b.y; let k = P.b.z;
  let ar = P.c.x; let ac = P.c.y;
  let row = 4u * id.y; let column = 4u * id.x;
  if (row >= m || column >= n) { return; }
  var s0 = vec4f(); var s1 = vec4f(); var s2 = vec4f(); var s3 = vec4f();
  var x = a + row * ar;
  var y = b + column;
  for (var p = 0u; p < k; p += 1u) {
    let one = vec4f(F[y], F[y + 1u], F[y + 2u], F[y + 3u]);
    s0 += F[x] * one;
    s1 += F[x + ar] * one;
    s2 += F[x + 2u * ar] * one;
    s3 += F[x + 3u * ar] * one;
    x += ac;
    y += n;
  }
  let sum = array<vec4f, 4>(s0, s1, s2, s3);
  for (var i = 0u; i < min(m - row, 4u); i += 1u) {
    let to = c + (row + i) * n + column;
    for (var q = 0u; q < 4u; q += 1u) { F[to + q] = sum[i][q] + select(0.0, F[to + q], more == 1u); }
  }
}
`;

const ROWS = `
@compute @workgroup_size(64)
fn norm(@builtin(workgroup_id) group: vec3u, @builtin(local_invocation_index) at: u32) {
  let row = group.x;
  let d = P.b.x;
  let x = P.a.x + row * d;
  var squares = 0.0;
  for (var i = at; i < d; i += 64u) { squares += F[x + i] * F[x + i]; }
  let scale = 1.0 / sqrt(total(at, squares) / f32(d) + 1e-5);
  if (at == 0u) { F[P.a.w + row] = scale; }
  for (var i = at; i < d; i += 64u) { F[P.a.z + row * d + i] = F[x + i] * scale * F[P.a.y + i]; }
}

@compute @workgroup_size(64)
fn normBack(@builtin(workgroup_id) group: vec3u, @builtin(local_invocation_index) at: u32) {
  let d = P.b.y;
  let row = group.x;
  let x = P.a.x + row * d;
  let dy = P.a.w + row * d;
  let scale = F[P.a.z + row];
  var products = 0.0;
  for (var i = at; i < d; i += 64u) { products += F[dy + i] * F[P.a.y + i] * F[x + i]; }
  let along = total(at, products) * scale * scale * scale / f32(d);
  for (var i = at; i < d; i += 64u) {
    F[P.b.x + row * d + i] += scale * F[dy + i] * F[P.a.y + i] - F[x + i] * along;
  }
}

@compute @workgroup_size(64)
fn gainBack(@builtin(workgroup_id) group: vec3u, @builtin(local_invocation_index) at: u32) {
  let d = P.b.y;
  let i = group.x;
  var sum = 0.0;
  for (var row = at; row < P.b.z; row += 64u) {
    sum += F[P.a.w + row * d + i] * F[P.a.x + row * d + i] * F[P.a.z + row];
  }
  let all = total(at, sum);
  if (at == 0u) { F[P.b.w + i] = all; }
}

@compute @workgroup_size(64)
fn losses(@builtin(workgroup_id) group: vec3u, @builtin(local_invocation_index) at: u32) {
  let vocabulary = P.b.x;
  let first = P.a.x + group.x * vocabulary;
  let info = P.a.y + 3u * group.x;
  let next = first + u32(I[info + 1u]);
  let share = bitcast<f32>(I[info + 2u]);
  var most = F[first + at];
  for (var i = at; i < vocabulary; i += 64u) { most = max(most, F[first + i]); }
  most = greatest(at, most);
  var sum = 0.0;
  for (var i = at; i < vocabulary; i += 64u) { sum += exp(F[first + i] - most); }
  sum = total(at, sum);
  if (at == 0u) { F[P.a.z + group.x] = share * (most + log(sum) - F[next]); }
  storageBarrier();
  if (P.a.w == 0u) { return; }
  for (var i = at; i < vocabulary; i += 64u) {
    let isNext = select(0.0, share, first + i == next);
    F[first + i] = share * exp(F[first + i] - most) / sum - isNext;
  }
}
`;

const NUMBERS = `
@compute @workgroup_size(64)
fn embed(@builtin(global_invocation_id) id: vec3u) {
  let d = P.b.y;
  if (id.x >= P.b.x * d) { return; }
  let info = P.a.w + 5u * (id.x / d);
  let i = id.x % d;
  F[P.a.z + id.x] = F[P.a.x + u32(I[info]) * d + i] + F[P.a.y + u32(I[info + 1u]) * d + i];
}

// A token may stand in many rows: a thread has a column of all of them.
@compute @workgroup_size(64)
fn embedBack(@builtin(global_invocation_id) id: vec3u) {
  let d = P.b.y; let i = id.x;
  if (i >= d) { return; }
  for (var row = 0u; row < P.b.x; row += 1u) {
    let info = P.a.w + 5u * row;
    let more = F[P.a.x + row * d + i];
    F[P.a.y + u32(I[info]) * d + i] += more;
    F[P.a.z + u32(I[info + 1u]) * d + i] += more;
  }
}

// From the rows that are wanted, P.a.z is 0, or to them.
@compute @workgroup_size(64)
fn pick(@builtin(global_invocation_id) id: vec3u) {
  let d = P.b.y;
  if (id.x >= P.b.x * d) { return; }
  let far = u32(I[P.a.w + 3u * (id.x / d)]) * d + id.x % d;
  if (P.a.z == 0u) { F[P.a.y + id.x] = F[P.a.x + far]; } else { F[P.a.y + far] = F[P.a.x + id.x]; }
}

@compute @workgroup_size(64)
fn turn(@builtin(global_invocation_id) id: vec3u) {
  let rows = P.b.x; let columns = P.b.y;
  if (id.x >= rows * columns) { return; }
  F[P.a.y + id.x] = F[P.a.x + (id.x % rows) * columns + id.x / rows];
}

@compute @workgroup_size(64)
fn clear(@builtin(global_invocation_id) id: vec3u) {
  if (id.x < P.b.x) { F[P.a.x + id.x] = 0.0; }
}

@compute @workgroup_size(64)
fn copy(@builtin(global_invocation_id) id: vec3u) {
  if (id.x < P.b.x) { F[P.a.y + id.x] = F[P.a.x + id.x]; }
}

@compute @workgroup_size(64)
fn gate(@builtin(global_invocation_id) id: vec3u) {
  if (id.x < P.b.x) { F[P.a.y + id.x] = F[P.a.x + id.x] / (1.0 + exp(-F[P.a.x + id.x])); }
}

@compute @workgroup_size(64)
fn gateBack(@builtin(global_invocation_id) id: vec3u) {
  if (id.x >= P.b.x) { return; }
  let x = F[P.a.x + id.x];
  let open = 1.0 / (1.0 + exp(-x));
  F[P.a.y + id.x] *= open * (1.0 + x * (1.0 - open));
}

// P.f has the rate, and what corrects the first and the second moment.
@compute @workgroup_size(64)
fn adamw(@builtin(global_invocation_id) id: vec3u) {
  if (id.x >= P.b.x) { return; }
  let slope = F[P.a.y + id.x];
  let m = 0.9 * F[P.a.z + id.x] + 0.1 * slope;
  let v = 0.99 * F[P.a.w + id.x] + 0.01 * slope * slope;
  F[P.a.z + id.x] = m;
  F[P.a.w + id.x] = v;
  let w = F[P.a.x + id.x];
  F[P.a.x + id.x] = w - P.f.x * (m / P.f.y / (sqrt(v / P.f.z) + 1e-8) + 0.01 * w);
}
`;

/** The text of all shaders. */
export const SHADERS = HEAD + PRODUCT + ROWS + ATTENTION + NUMBERS;
/** The names of the functions that are called. */
export const NAMES = [...SHADERS.matchAll(/@workgroup_size\([\d, ]+\)\s+fn (\w+)/g)].map(([, name]) => name);
