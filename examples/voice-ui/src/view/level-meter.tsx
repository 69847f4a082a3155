import { useEffect, useRef } from 'react'

/** The softest level that the meter shows, in decibels below full scale. */
const floorDbfs = -60

interface LevelMeterProps {
  readonly label: string
  /** Reads the level now, in decibels below full scale; -Infinity for silence. */
  readonly read: () => number
}

/** A level, drawn at the pace of the screen and past React, which has no part in sixty pictures a second. */
export const LevelMeter = ({ label, read }: LevelMeterProps) => {
  const meter = useRef<HTMLDivElement>(null)
  useEffect(() => {
    let frame = 0
    const draw = () => {
      const level = Math.max(floorDbfs, Math.min(0, read()))
      meter.current?.style.setProperty('--level', String(1 - level / floorDbfs))
      meter.current?.setAttribute('aria-valuenow', level.toFixed(0))
      frame = requestAnimationFrame(draw)
    }
    draw()
    return () => cancelAnimationFrame(frame)
  }, [read])
  return (
    <div className="level">
      <span aria-hidden="true">{label}</span>
      <div
        ref={meter}
        className="meter"
        role="meter"
        aria-label={`Level of ${label.toLowerCase()}, in decibels`}
        aria-valuemin={floorDbfs}
        aria-valuemax={0}
        aria-valuenow={floorDbfs}
      />
    </div>
  )
}
