// Attention as a GPU computes it, a thread for each row and head; behind the head of wgsl.js.

// A row of texts is told by five whole numbers: its token, its place in its text, the first row of
// the text, how many it has, and where the weights of its attention begin.
export const ATTENTION = `
@compute @workgroup_size(64)
fn attention(@builtin(global_invocation_id) id: vec3u) {
  let heads = P.b.y; let d = P.b.z;
  if (id.x >= P.b.x * heads) { return; }
  let row = id.x / heads; let head = id.x % heads;
  let info = P.a.w + 5u * row;
  let i = u32(I[info + 1u]); let first = u32(I[info + 2u]); let n = u32(I[info + 3u]);
  let a = P.a.y + u32(I[info + 4u]) + head * n * n + i * n;
  let c = d / heads;
  let q = P.a.x + row * 3u * d + head * c;
  let k = P.a.x + first * 3u * d + d + head * c;
  var most = -3.4e38;
  for (var j = 0u; j <= i; j += 1u) {
    var score = 0.0;
    for (var x = 0u; x < c; x += 1u) { score += F[q + x] * F[k + j * 3u * d + x]; }
    F[a + j] = score / sqrt(f32(c));
    most = max(most, F[a + j]);
  }
  var sum = 0.0;
  for (var j = 0u; j <= i; j += 1u) {
    F[a + j] = exp(F[a + j] - most);
    sum += F[a + j];
  }
  for (var j = 0u; j <= i; j += 1u) { F[a + j] /= sum; }
  for (var x = 0u; x < c; x += 1u) {
    var y = 0.0;
    for (var j = 0u; j <= i; j += 1u) { y += F[a + j] * F[k + d + j * 3u * d + x]; }
    F[P.a.z + row * d + head * c + x] = y;
  }
}

// What comes back to the scores of a row, and to its question.
@compute @workgroup_size(64)
fn scoresBack(@builtin(global_invocation_id) id: vec3u) {
  let heads = P.b.w; let d = P.c.x;
  if (id.x >= P.b.z * heads) { return; }
  let row = id.x / heads; let head = id.x % heads;
  let info = P.b.y + 5u * row;
  let i = u32(I[info + 1u]); let first = u32(I[info + 2u]); let n = u32(I[info + 3u]);
  let at = u32(I[info + 4u]) + head * n * n + i * n;
  let a = P.a.y + at; let scores = P.a.w + at;
  let c = d / heads;
  let dy = P.a.z + row * d + head * c;
  let k = P.a.x + first * 3u * d + d + head * c;
  var mean = 0.0;
  for (var j = 0u; j <= i; j += 1u) {
    var one = 0.0;
    for (var x = 0u; x < c; x += 1u) { one += F[dy + x] * F[k + d + j * 3u * d + x]; }
    F[scores + j] = one;
    mean += one * F[a + j];
  }
  for (var j = 0u; j <= i; j += 1u) { F[scores + j] = F[a + j] * (F[scores + j] - mean) / sqrt(f32(c)); }
  for (var x = 0u; x < c; x += 1u) {
    var dq = 0.0;
    for (var j = 0u; j <= i; j += 1u) { dq += F[scores + j] * F[k + j * 3u * d + x]; }
    F[P.b.x + row * 3u * d + head * c + x] = dq;
  }
}

// What comes back to the key and the value of a row, from all rows that look at it.
@compute @workgroup_size(64)
fn keysBack(@builtin(global_invocation_id) id: vec3u) {
  let heads = P.b.w; let d = P.c.x;
  if (id.x >= P.b.z * heads) { return; }
  let row = id.x / heads; let head = id.x % heads;
  let info = P.b.y + 5u * row;
  let j = u32(I[info + 1u]); let first = u32(I[info + 2u]); let n = u32(I[info + 3u]);
  let at = u32(I[info + 4u]) + head * n * n + j;
  let c = d / heads;
  let dk = P.b.x + row * 3u * d + d + head * c;
  for (var x = 0u; x < c; x += 1u) {
    var key = 0.0; var value = 0.0;
    for (var i = j; i < n; i += 1u) {
      key += F[P.a.w + at + i * n] * F[P.a.x + (first + i) * 3u * d + head * c + x];
      value += F[P.a.y + at + i * n] * F[P.a.z + (first + i) * d + head * c + x];
    }
    F[dk + x] = key;
    F[dk + d + x] = value;
  }
}
`;
