/// The programs that shade the scene at one level of work.
struct ScenePrograms {
  let tissue: ShaderProgram
  let wall: ShaderProgram
  let field: ShaderProgram
  let tube: ShaderProgram
  let pool: ShaderProgram
  /// The field with the first lamp's light apart, and the pass that puts it together; nil where nothing is kept.
  let split: ShaderProgram?
  let still: ShaderProgram?

  init(level: Int) throws(RenderingError) {
    tissue = try ShaderProgram(vertex: "tissue.vert", fragment: "tissue.frag", level: level)
    wall = try ShaderProgram(vertex: "wall.vert", fragment: "wall.frag", level: level)
    field = try ShaderProgram(vertex: "field.vert", fragment: "field.frag", level: level)
    tube = try ShaderProgram(vertex: "tube.vert", fragment: "tube.frag", level: level)
    pool = try ShaderProgram(vertex: "pool.vert", fragment: "pool.frag", level: level)
    let keeps = level == 0
    split = keeps ? try ShaderProgram(vertex: "field.vert", fragment: "field.frag", level: level, defines: ["SPLIT"]) : nil
    still = keeps ? try ShaderProgram(vertex: "screen.vert", fragment: "still.frag", level: level) : nil
  }

  /// All that read the shadows and the noise.
  var lit: [ShaderProgram] { [tissue, wall, field, tube, pool] + [split, still].compactMap { $0 } }
}
