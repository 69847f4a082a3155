export { simulate, simulateAsync } from './testing/simulate.ts'
export { simulateConversation } from './testing/simulate-conversation.ts'
export { pcm, serverMessages } from './testing/server-messages.ts'

export type {
  Conversation,
  ConversationScenario,
  ConversationToolCall,
  ConversationTurn,
} from './testing/conversation-scenario.ts'
export type { AssertEqual, AsyncSimulation, Simulation, SimulateAsyncOptions } from './testing/simulate.ts'
export type { SimulatedConversation, SimulatePlatform } from './testing/simulate-conversation.ts'
