import { recordConversation } from './record-conversation.ts'

Object.assign(globalThis, { recordConversation })
