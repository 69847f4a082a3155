export { saveRecording } from './rest/save-recording.ts'
