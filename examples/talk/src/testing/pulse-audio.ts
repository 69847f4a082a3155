import { spawn, spawnSync } from 'node:child_process'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

/** A sound system without hardware: audio played into `ear` is the microphone's input. */
export interface PulseAudio {
  /** Environment that makes SoX record from `ear` and play to `mouth`. */
  readonly env: Readonly<Record<string, string>>
  /** Plays PCM16, mono, 24 000 Hz, into the microphone. */
  speak(pcm: Int16Array): void
  /** Starts to record the loudspeaker; returns a function that stops and resolves with the samples. */
  listen(): () => Promise<Int16Array>
  /** Number of streams that SoX plays or records now. */
  soxStreams(): number
  /** Removes the devices. */
  unplug(): void
  close(): Promise<void>
}

const programs = ['pulseaudio', 'pactl', 'pacat', 'parec', 'rec', 'play']

/** Name of a missing program for a live call without hardware, if any. */
export const missingProgram = (): string | undefined =>
  programs.find((program) => spawnSync(program, ['--version']).error !== undefined)

const format = ['--raw', '--rate=24000', '--channels=1', '--format=s16le', '--latency-msec=40']

/** Starts a private PulseAudio with two null sinks. */
export const startPulseAudio = async (): Promise<PulseAudio> => {
  const home = await mkdtemp(join(tmpdir(), 'vatel-pulse-'))
  const socket = join(home, 'native')
  const env = {
    HOME: home,
    XDG_RUNTIME_DIR: home,
    PULSE_SERVER: `unix:${socket}`,
    PULSE_SOURCE: 'ear.monitor',
    PULSE_SINK: 'mouth',
    AUDIODRIVER: 'pulseaudio',
  }
  const here = { env: { ...process.env, ...env } }
  const sinks = ['ear', 'mouth'].flatMap((name) => ['-L', `module-null-sink sink_name=${name} rate=24000`])
  const daemon = spawn(
    'pulseaudio',
    [
      ...['-n', '-v', '--daemonize=no', '--exit-idle-time=-1', '--use-pid-file=no', '--log-target=stderr'],
      ...['-L', `module-native-protocol-unix socket=${socket} auth-anonymous=1`, ...sinks],
    ],
    { ...here, stdio: ['ignore', 'ignore', 'pipe'] },
  )
  const ended = new Promise<void>((resolve) => daemon.once('close', () => resolve()))
  await new Promise<void>((resolve, reject) => {
    let log = ''
    daemon.stderr.setEncoding('utf8').on('data', (text: string) => {
      log += text
      if (log.includes('Daemon startup complete')) resolve()
    })
    void ended.then(() => reject(new Error(`PulseAudio did not start:\n${log}`)))
  })
  return {
    env,
    speak: (pcm) => {
      const voice = spawn('pacat', ['-d', 'ear', ...format], { ...here, stdio: ['pipe', 'ignore', 'ignore'] })
      // The call may end before everything is played.
      voice.stdin.on('error', () => undefined)
      voice.stdin.end(new Uint8Array(pcm.buffer, pcm.byteOffset, pcm.byteLength))
    },
    listen: () => {
      const recorder = spawn('parec', ['-d', 'mouth.monitor', ...format], {
        ...here,
        stdio: ['ignore', 'pipe', 'ignore'],
      })
      const chunks: Buffer[] = []
      recorder.stdout.on('data', (chunk: Buffer) => chunks.push(chunk))
      return async () => {
        const closed = new Promise((resolve) => recorder.once('close', resolve))
        recorder.kill('SIGINT')
        await closed
        const bytes = new Uint8Array(Buffer.concat(chunks))
        return new Int16Array(bytes.buffer, 0, bytes.length >> 1)
      }
    },
    soxStreams: () =>
      ['sink-inputs', 'source-outputs']
        .map((kind) => spawnSync('pactl', ['list', kind], here).stdout.toString())
        .join('')
        .split(/application\.process\.binary = "(?:sox|rec|play)/).length - 1,
    unplug: () => {
      spawnSync('pactl', ['unload-module', 'module-null-sink'], here)
    },
    close: async () => {
      daemon.kill()
      await ended
      await rm(home, { recursive: true, force: true })
    },
  }
}
