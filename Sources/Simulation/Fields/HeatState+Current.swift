import SimMath

extension HeatState {
  /// What a tick of current did.
  struct Warming {
    /// Heat that was taken, J.
    var given = 0.0
    /// Warmest of the vertices that it went to, before, degrees C.
    var peak = 0.0
    /// The vertex next to the electrode.
    var nearest = 0
  }

  /// Puts heat into the vertices about an electrode: shares of volume times the density of the current's heat, so that wet tissue
  /// takes all of it. Dried tissue takes none, and its share is lost to the rest too: a generator's voltage has its limit.
  /// Where the mesh has no vertex within the electrode's reach, the nearest one stands for all.
  ///
  /// - Parameters:
  ///   - positions: of the vertices now, [N][4] m.
  ///   - middle: of the electrode's ball, m.
  ///   - heat: J, at least 0.
  mutating func warm(
    _ positions: UnsafeMutablePointer<Float>, around middle: Vector3, _ cautery: Cautery, heat: Double
  ) -> Warming {
    let volume = model.volume.base
    let reach = Cautery.reach * cautery.radius
    var count = 0
    var sum = 0.0
    var least = Float.infinity
    var warming = Warming()
    for v in 0..<model.vertexCount {
      let d = (Vector3(positions[4 * v], positions[4 * v + 1], positions[4 * v + 2]) - middle).lengthSquared
      guard d < max(reach * reach, least), volume[v] > 0 else { continue }
      if d < least {
        least = d
        warming.nearest = v
      }
      guard d < reach * reach else { continue }
      near.base[count] = Int32(v)
      weight.base[count] = volume[v] * cautery.density(squared: Double(d))
      sum += weight.base[count]
      count += 1
    }
    if count == 0 {
      near.base[0] = Int32(warming.nearest)
      weight.base[0] = 1
      (count, sum) = (1, 1)
    }
    for k in 0..<count {
      let v = Int(near.base[k])
      let part = heat * (weight.base[k] / sum) * (1 - boiled.base[v])
      add(part, toVertex: v)
      let d = (Vector3(positions[4 * v], positions[4 * v + 1], positions[4 * v + 2]) - middle).length
      distance.base[v] = min(distance.base[v], max(0, Double(d - cautery.radius)))
      warming.given += part
      warming.peak = max(warming.peak, temperature(ofVertex: v))
    }
    return warming
  }
}
