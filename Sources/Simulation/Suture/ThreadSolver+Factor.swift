import SimMath

extension ThreadSolver {
  /// Finds out whether distant pieces touch, and then orders the vertices so that the matrix has few blocks, and says where
  /// each row begins.
  ///
  /// Without such contacts the thread's own order is a band of two (``ThreadBand``). With them, a breadth-first walk from
  /// the first end keeps pieces that touch together (Cuthill and McKee 1969), reversed.
  mutating func order() {
    isJoined = false
    isDecoupled = false
    for k in 0..<contactCount where contacts[k].b >= 0 && contacts[k].stiffness > 0 { isJoined = true }
    guard isJoined else { return }
    for i in 0..<n { linkHead[i] = -1 }
    var links = 0
    for k in 0..<contactCount where contacts[k].b >= 0 && contacts[k].stiffness > 0 {
      let a = contacts[k].a
      let b = contacts[k].b
      links = link(a, b, links)
      links = link(a, b + 1, links)
      links = link(a + 1, b, links)
      links = link(a + 1, b + 1, links)
    }
    walk()
    guard !layRows() else { return }
    // No room: contacts are taken apart, which is slower to settle but as strong.
    output.status.insert(.full)
    isJoined = false
    isDecoupled = true
  }

  /// Notes that two vertices share a contact; returns the number of links so far.
  private func link(_ p: Int32, _ q: Int32, _ links: Int) -> Int {
    linkTarget[links] = q
    linkNext[links] = linkHead[Int(p)]
    linkHead[Int(p)] = Int32(links)
    linkTarget[links + 1] = p
    linkNext[links + 1] = linkHead[Int(q)]
    linkHead[Int(q)] = Int32(links + 1)
    return links + 2
  }

  /// Breadth first from vertex 0; `vertexAt` is the queue.
  private func walk() {
    for i in 0..<n { place[i] = -1 }
    var head = 0
    var tail = 0
    func visit(_ v: Int) {
      if v >= 0 && v < n && place[v] < 0 {
        place[v] = 0
        vertexAt[tail] = Int32(v)
        tail += 1
      }
    }
    visit(0)
    while head < tail {
      let v = Int(vertexAt[head])
      head += 1
      visit(v - 1)
      visit(v + 1)
      var e = Int(linkHead[v])
      while e >= 0 {
        visit(Int(linkTarget[e]))
        e = Int(linkNext[e])
      }
      visit(v - 2)
      visit(v + 2)
    }
    var low = 0
    var high = n - 1
    while low < high {
      let swap = vertexAt[low]
      vertexAt[low] = vertexAt[high]
      vertexAt[high] = swap
      low += 1
      high -= 1
    }
    for k in 0..<n { place[Int(vertexAt[k])] = Int32(k) }
  }

  /// - Returns: whether there is room.
  private func layRows() -> Bool {
    var total = 0
    for k in 0..<n {
      let v = Int(vertexAt[k])
      var first = Int32(k)
      for u in max(0, v - 2)...min(n - 1, v + 2) { first = min(first, place[u]) }
      var e = Int(linkHead[v])
      while e >= 0 {
        first = min(first, place[Int(linkTarget[e])])
        e = Int(linkNext[e])
      }
      firstColumn[k] = first
      rowStart[k] = Int32(total)
      total += k - Int(first) + 1
      if total > model.blockCapacity { return false }
    }
    rowStart[n] = Int32(total)
    return true
  }

  // MARK: The joined matrix

  /// The block that couples two vertices, in the lower triangle; symmetric terms only go in, so that which of the two
  /// is the row does not matter.
  @inline(__always) private func block(_ i: Int, _ j: Int) -> UnsafeMutablePointer<Double> {
    let a = Int(place[i])
    let b = Int(place[j])
    let row = max(a, b)
    return blocks + 9 * (Int(rowStart[row]) + min(a, b) - Int(firstColumn[row]))
  }

  @inline(__always) private func add(_ i: Int, _ j: Int, _ b: SymmetricBlockD) {
    let p = block(i, j)
    p[0] += b.xx
    p[1] += b.xy
    p[2] += b.xz
    p[3] += b.xy
    p[4] += b.yy
    p[5] += b.yz
    p[6] += b.xz
    p[7] += b.yz
    p[8] += b.zz
  }

  /// Fills the joined matrix from the band and from what couples distant pieces.
  func join() {
    let count = 9 * Int(rowStart[n])
    for i in 0..<count { blocks[i] = 0 }
    for i in 0..<n {
      add(i, i, band.own[i])
      if i + 1 < n { add(i, i + 1, band.next[i]) }
      if i + 2 < n { add(i, i + 2, band.far[i]) }
    }
    for k in 0..<contactCount where contacts[k].b >= 0 && contacts[k].stiffness > 0 {
      let (i, j) = (Int(contacts[k].a), Int(contacts[k].b))
      let (w0, w1) = (1 - contacts[k].s, contacts[k].s)
      let (u0, u1) = (1 - contacts[k].t, contacts[k].t)
      let c = contacts[k].block
      add(i, j, (-w0 * u0) * c)
      add(i, j + 1, (-w0 * u1) * c)
      add(i + 1, j, (-w1 * u0) * c)
      add(i + 1, j + 1, (-w1 * u1) * c)
    }
  }

  /// Cholesky's factor L of the matrix, row by row within its envelope, in place; the inverse of each diagonal block's
  /// own factor goes to `pivots`.
  func factor() {
    for k in 0..<n {
      let first = Int(firstColumn[k])
      let row = blocks + 9 * (Int(rowStart[k]) - first)
      var j = first
      while j < k {
        let firstJ = Int(firstColumn[j])
        let other = blocks + 9 * (Int(rowStart[j]) - firstJ)
        let c = row + 9 * j
        subtractProducts(c, row, other, from: max(first, firstJ), to: j)
        multiplyByInverse(c, pivots + 6 * j)
        j += 1
      }
      let d = row + 9 * k
      subtractProducts(d, row, row, from: first, to: k)
      factorDiagonal(d, pivots + 6 * k)
    }
  }

  /// c -= sum of A_m B_m' over m.
  @inline(__always) private func subtractProducts(
    _ c: UnsafeMutablePointer<Double>, _ rowA: UnsafeMutablePointer<Double>, _ rowB: UnsafeMutablePointer<Double>,
    from: Int, to: Int
  ) {
    guard from < to else { return }
    var (c0, c1, c2) = (c[0], c[1], c[2])
    var (c3, c4, c5) = (c[3], c[4], c[5])
    var (c6, c7, c8) = (c[6], c[7], c[8])
    var a = rowA + 9 * from
    var b = rowB + 9 * from
    for _ in from..<to {
      let (a0, a1, a2) = (-a[0], -a[1], -a[2])
      let (a3, a4, a5) = (-a[3], -a[4], -a[5])
      let (a6, a7, a8) = (-a[6], -a[7], -a[8])
      let (b0, b1, b2) = (b[0], b[1], b[2])
      c0 = c0.addingProduct(a0, b0).addingProduct(a1, b1).addingProduct(a2, b2)
      c3 = c3.addingProduct(a3, b0).addingProduct(a4, b1).addingProduct(a5, b2)
      c6 = c6.addingProduct(a6, b0).addingProduct(a7, b1).addingProduct(a8, b2)
      let (b3, b4, b5) = (b[3], b[4], b[5])
      c1 = c1.addingProduct(a0, b3).addingProduct(a1, b4).addingProduct(a2, b5)
      c4 = c4.addingProduct(a3, b3).addingProduct(a4, b4).addingProduct(a5, b5)
      c7 = c7.addingProduct(a6, b3).addingProduct(a7, b4).addingProduct(a8, b5)
      let (b6, b7, b8) = (b[6], b[7], b[8])
      c2 = c2.addingProduct(a0, b6).addingProduct(a1, b7).addingProduct(a2, b8)
      c5 = c5.addingProduct(a3, b6).addingProduct(a4, b7).addingProduct(a5, b8)
      c8 = c8.addingProduct(a6, b6).addingProduct(a7, b7).addingProduct(a8, b8)
      a += 9
      b += 9
    }
    c[0] = c0
    c[1] = c1
    c[2] = c2
    c[3] = c3
    c[4] = c4
    c[5] = c5
    c[6] = c6
    c[7] = c7
    c[8] = c8
  }

  /// c = c D'^-1 with the inverse of a lower triangle D as i00, i10, i11, i20, i21, i22.
  @inline(__always) private func multiplyByInverse(
    _ c: UnsafeMutablePointer<Double>, _ q: UnsafeMutablePointer<Double>
  ) {
    for r in 0..<3 {
      let p = c + 3 * r
      let (a, b, d) = (p[0], p[1], p[2])
      p[0] = a * q[0]
      p[1] = (a * q[1]).addingProduct(b, q[2])
      p[2] = (a * q[3]).addingProduct(b, q[4]).addingProduct(d, q[5])
    }
  }

  /// The inverse of the lower triangle of a symmetric block; a pivot that is not positive is replaced by a large one,
  /// which holds that direction still for the step.
  @inline(__always) private func factorDiagonal(_ d: UnsafeMutablePointer<Double>, _ q: UnsafeMutablePointer<Double>) {
    func root(_ a: Double) -> Double { a > 0 ? 1 / a.squareRoot() : 1e-12 }
    let i00 = root(d[0])
    let l10 = d[3] * i00
    let l20 = d[6] * i00
    let i11 = root(d[4] - l10 * l10)
    let l21 = (d[7] - l20 * l10) * i11
    let i22 = root(d[8] - l20 * l20 - l21 * l21)
    q[0] = i00
    q[1] = -l10 * i00 * i11
    q[2] = i11
    q[3] = (l10 * l21 * i11 - l20) * i00 * i22
    q[4] = -l21 * i11 * i22
    q[5] = i22
  }

  /// Solves for `step` from `load`, by vertex.
  func solve() {
    for k in 0..<n {
      let first = Int(firstColumn[k])
      let row = blocks + 9 * (Int(rowStart[k]) - first)
      var y = at(load, Int(vertexAt[k]))
      for j in first..<k { y = y - rows(row + 9 * j, at(step, Int(vertexAt[j]))) }
      let q = pivots + 6 * k
      put(step, Int(vertexAt[k]), Vector3D(q[0] * y.x, q[1] * y.x + q[2] * y.y, q[3] * y.x + q[4] * y.y + q[5] * y.z))
    }
    var k = n - 1
    while k >= 0 {
      let first = Int(firstColumn[k])
      let row = blocks + 9 * (Int(rowStart[k]) - first)
      let q = pivots + 6 * k
      let i = Int(vertexAt[k])
      let y = at(step, i)
      let z = Vector3D(q[0] * y.x + q[1] * y.y + q[3] * y.z, q[2] * y.y + q[4] * y.z, q[5] * y.z)
      put(step, i, z)
      for j in first..<k {
        let p = row + 9 * j
        add(
          step, Int(vertexAt[j]),
          Vector3D(
            -(p[0] * z.x + p[3] * z.y + p[6] * z.z), -(p[1] * z.x + p[4] * z.y + p[7] * z.z),
            -(p[2] * z.x + p[5] * z.y + p[8] * z.z)))
      }
      k -= 1
    }
  }

  @inline(__always) private func rows(_ p: UnsafeMutablePointer<Double>, _ a: Vector3D) -> Vector3D {
    Vector3D(
      p[0] * a.x + p[1] * a.y + p[2] * a.z, p[3] * a.x + p[4] * a.y + p[5] * a.z, p[6] * a.x + p[7] * a.y + p[8] * a.z)
  }
}
