//! The allocator of the WebAssembly module: blocks whose sizes are powers of two, the free ones of each size in a list.
//!
//! A call takes small blocks and gives them all back, so that a free one is nearly always at hand, and still in the
//! processor's caches (docs/decisions/0007-an-allocator-of-our-own.md).
#![allow(unsafe_code, reason = "an allocator deals in raw memory")]
#![allow(clippy::cast_ptr_alignment, reason = "every block is aligned to its header")]

use core::alloc::{GlobalAlloc, Layout};
use core::arch::wasm32::{memory_grow, memory_size};
use core::cell::Cell;
use core::ptr::{null_mut, with_exposed_provenance_mut};

/// The bytes before each block, which hold its order; also the largest alignment that a block has.
const HEADER: usize = 8;
/// The order of a page of memory.
const PAGE: u32 = 16;

/// All memory behind the data. A block of order `n` takes 2ⁿ bytes, its header among them.
struct Blocks {
    /// By order, the first free block, which holds the address of the next.
    free: [Cell<*mut u8>; 32],
    /// The beginning of the memory that was never used; zero at first.
    unused: Cell<usize>,
}

#[global_allocator]
static BLOCKS: Blocks = Blocks { free: [const { Cell::new(null_mut()) }; 32], unused: Cell::new(0) };

// SAFETY: the module has one thread.
unsafe impl Sync for Blocks {}

unsafe extern "C" {
    /// The end of data and stack, from the linker.
    static __heap_base: u8;
}

/// The order of the smallest block for this many bytes.
fn order(size: usize) -> u32 {
    usize::BITS.wrapping_sub((size.wrapping_add(HEADER).wrapping_sub(1) | HEADER).leading_zeros())
}

impl Blocks {
    /// A block that was never used; null if there is no more memory.
    #[cold]
    fn fresh(&self, order: u32) -> *mut u8 {
        let start = match self.unused.get() {
            0 => (&raw const __heap_base).addr().next_multiple_of(HEADER),
            unused => unused,
        };
        let Some(end) = 1_usize.checked_shl(order).and_then(|size| start.checked_add(size)) else { return null_mut() };
        let missing = (end.wrapping_sub(1) >> PAGE).wrapping_add(1).saturating_sub(memory_size(0));
        if missing > 0 && memory_grow(0, missing) == usize::MAX {
            return null_mut();
        }
        self.unused.set(end);
        let header = with_exposed_provenance_mut::<u32>(start);
        // SAFETY: from `start` to `end` there is memory, and nobody has it.
        unsafe {
            header.write(order);
            header.byte_add(HEADER).cast()
        }
    }
}

// SAFETY: a block is either in one list or handed out, and is no smaller than its order says, which is read only if
// `fresh` has written it. Every block is aligned to `HEADER`; a larger alignment is refused.
unsafe impl GlobalAlloc for Blocks {
    /// Null if there is no more memory, and for an alignment above `HEADER`: nothing in the module needs one.
    unsafe fn alloc(&self, layout: Layout) -> *mut u8 {
        if layout.align() > HEADER {
            return null_mut();
        }
        let order = order(layout.size());
        let Some(first) = self.free.get(order as usize) else { return null_mut() };
        let block = first.get();
        if block.is_null() {
            return self.fresh(order);
        }
        first.set(unsafe { block.cast::<*mut u8>().read() });
        block
    }

    unsafe fn dealloc(&self, block: *mut u8, _: Layout) {
        let order = unsafe { block.byte_sub(HEADER).cast::<u32>().read() };
        if let Some(first) = self.free.get(order as usize) {
            unsafe { block.cast::<*mut u8>().write(first.get()) };
            first.set(block);
        }
    }

    /// A block stays in place as long as it is large enough: no copy of a secret is left behind when it shrinks.
    unsafe fn realloc(&self, block: *mut u8, layout: Layout, size: usize) -> *mut u8 {
        if order(size) <= unsafe { block.byte_sub(HEADER).cast::<u32>().read() } {
            return block;
        }
        let larger = unsafe { self.alloc(Layout::from_size_align_unchecked(size, layout.align())) };
        if !larger.is_null() {
            unsafe {
                block.copy_to_nonoverlapping(larger, layout.size());
                self.dealloc(block, layout);
            }
        }
        larger
    }
}
