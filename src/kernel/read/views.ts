/** Typed arrays over the kernel's memory. Made anew for each use: memory may have grown since the last. */

export function f64View(memory: WebAssembly.Memory, address: number, length: number): Float64Array {
  return new Float64Array(memory.buffer, address >>> 0, length);
}

export function f32View(memory: WebAssembly.Memory, address: number, length: number): Float32Array {
  return new Float32Array(memory.buffer, address >>> 0, length);
}

export function u32View(memory: WebAssembly.Memory, address: number, length: number): Uint32Array {
  return new Uint32Array(memory.buffer, address >>> 0, length);
}

export function u16View(memory: WebAssembly.Memory, address: number, length: number): Uint16Array {
  return new Uint16Array(memory.buffer, address >>> 0, length);
}

export function i16View(memory: WebAssembly.Memory, address: number, length: number): Int16Array {
  return new Int16Array(memory.buffer, address >>> 0, length);
}

export function u8View(memory: WebAssembly.Memory, address: number, length: number): Uint8Array {
  return new Uint8Array(memory.buffer, address >>> 0, length);
}
