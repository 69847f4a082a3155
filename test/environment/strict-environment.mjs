import { TestEnvironment } from 'jest-environment-node'

/** @param {Error} warning */
const failOnLeak = (warning) => {
  if (warning.name === 'MaxListenersExceededWarning') throw warning
}

/** The Node environment, in which a test that leaks listeners fails. */
export default class StrictEnvironment extends TestEnvironment {
  /** @override */
  async setup() {
    await super.setup()
    // On the process itself: the one that tests see is a copy and hears no warnings.
    process.on('warning', failOnLeak)
  }

  /** @override */
  async teardown() {
    process.off('warning', failOnLeak)
    await super.teardown()
  }
}
