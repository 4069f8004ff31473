/// The sweep's kernel with sixteen lanes: the bits are those of the one with eight.
///
/// Sources of the folder `Kernel` are those of `Simulation`, which calls this by the batch. Nothing of this module may run on a
/// processor without AVX-512: its whole code is compiled for one that has it.
public struct WideTissueKernel: BitwiseCopyable {
  private let kernel: TissueKernel

  /// Pointers as in `TissueKernel`.
  public init(
    batches: UnsafeMutablePointer<Int32>, roundStart: UnsafeMutablePointer<Int32>, rounds: UnsafeMutablePointer<Int32>,
    reference: UnsafeMutablePointer<Float>, elements: UnsafeMutablePointer<Float>, tangents: UnsafeMutablePointer<Float>
  ) {
    kernel = TissueKernel(
      batches: batches, roundStart: roundStart, rounds: rounds, reference: reference, elements: elements,
      tangents: tangents)
  }

  /// Gradients of the vertices of a batch, N; sums as in `TissueKernel`.
  @inline(never) public func gradients(_ b: Int, into sums: UnsafeMutablePointer<Float>) {
    kernel.gradients(b, into: sums) { _, _, _, _ in }
  }

  /// Gradients and Hessians of the vertices of a batch, N, N/m.
  @inline(never) public func gradientsAndHessians(_ b: Int, into sums: UnsafeMutablePointer<Float>) {
    kernel.gradientsAndHessians(b, into: sums) { _, _, _, _, _ in }
  }
}
