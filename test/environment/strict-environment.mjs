import { TestEnvironment } from 'jest-environment-node'

/** @param {Error} warning */
const failOnLeak = (warning) => {
  if (warning.name === 'MaxListenersExceededWarning') throw warning
}

/** The Node environment, where a test that leaks listeners fails. */
export default class StrictEnvironment extends TestEnvironment {
  /** @override */
  async setup() {
    await super.setup()
    // On the process itself: tests see a copy, which gets no warnings.
    process.on('warning', failOnLeak)
  }

  /** @override */
  async teardown() {
    process.off('warning', failOnLeak)
    await super.teardown()
  }
}
