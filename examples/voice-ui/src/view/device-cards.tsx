import type { CallSnapshot } from '@vatel/machine'
import { microphoneTrouble, speakerTrouble } from './device-words.ts'

/** One card for each device that does not work during a call. */
export const DeviceCards = ({ snapshot }: { readonly snapshot: CallSnapshot }) => (
  <>
    {[microphoneTrouble(snapshot), speakerTrouble(snapshot)].map(
      (trouble) =>
        trouble !== undefined && (
          <section className="card trouble" role="alert" key={trouble.title}>
            <h2>{trouble.title}</h2>
            <p>{trouble.advice}</p>
          </section>
        ),
    )}
  </>
)
