/** One step of a conversion at work on one stream. */
export interface Stage {
  /** Takes no more samples than the stage was made for and gives the outputs they complete. */
  readonly push: (samples: Float32Array) => Float32Array
}

/** Opens a stage for one more stream. */
export type OpenStage = () => Stage
