const { EventEmitter } = require('node:events')

test('leaks listeners of an emitter', () => {
  const emitter = new EventEmitter()
  for (let count = 0; count < 20; count++) emitter.on('event', () => undefined)
})

test('leaks listeners of a signal', () => {
  const { signal } = new AbortController()
  for (let count = 0; count < 20; count++) signal.addEventListener('abort', () => undefined)
})

test('leaves a rejection to nobody', () => {
  void Promise.reject(new Error('to nobody'))
})

test('is clean', () => undefined)
