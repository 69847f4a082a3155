/** Documentation of one operation in the platform's description. */
export interface DocumentedOperation {
  /** Name in the description. */
  readonly id: string
  /** Name among the client's methods; method and path are in core's table. */
  readonly client: string
  /** Documented statuses, in order. */
  readonly statuses: readonly number[]
}

const row = (id: string, client: string, ...statuses: readonly number[]): DocumentedOperation => ({
  id,
  client,
  statuses,
})

/** Operations of the platform's description, version 0.2.3, and their documented statuses. */
export const documentedOperations: readonly DocumentedOperation[] = [
  row('getOrganization', 'organization.get', 200, 401, 500),
  row('listLLMs', 'llms.list', 200, 401, 500),
  row('listVoices', 'voices.list', 200, 401, 500),
  row('listAgents', 'agents.list', 200, 401, 500),
  row('createAgent', 'agents.create', 201, 400, 401, 500),
  row('getAgent', 'agents.get', 200, 400, 401, 404, 500),
  row('patchAgent', 'agents.update', 200, 400, 401, 404, 500),
  row('deleteAgent', 'agents.delete', 204, 400, 401, 404, 500),
  row('listAgentGraphVersions', 'agents.listVersions', 200, 400, 401, 404, 500),
  row('getAgentGraphVersion', 'agents.getVersion', 200, 400, 401, 404, 500),
  row('publishAgentGraphVersion', 'agents.publishVersion', 200, 400, 401, 404, 409, 500),
  row('dialAgent', 'agents.dial', 200, 400, 401, 403, 404, 500, 503),
  row('listCalls', 'calls.list', 200, 400, 401, 500),
  row('getCall', 'calls.get', 200, 400, 401, 404, 500),
  row('downloadCallRecording', 'calls.downloadRecording', 200, 400, 401, 404, 405, 500),
  row('listTwilioNumbers', 'twilioNumbers.list', 200, 401, 500),
  row('importTwilioNumber', 'twilioNumbers.import', 201, 400, 401, 409, 500, 502),
  row('patchTwilioNumberLabel', 'twilioNumbers.updateLabel', 200, 400, 401, 404, 500),
  row('listSipTrunks', 'sipTrunks.list', 200, 401, 500),
  row('createSipTrunk', 'sipTrunks.create', 201, 400, 401, 409, 500, 503),
  row('getSipTrunk', 'sipTrunks.get', 200, 400, 401, 404),
  row('patchSipTrunk', 'sipTrunks.update', 200, 400, 401, 404, 409, 500),
  row('deleteSipTrunk', 'sipTrunks.delete', 204, 400, 401, 404, 500),
  row('listSipTrunkAgentAssignments', 'sipTrunks.listAssignments', 200, 400, 401, 404, 500),
  row('createSipTrunkAgentAssignment', 'sipTrunks.createAssignment', 201, 400, 401, 404, 409, 500),
  row('getSipTrunkAgentAssignment', 'sipTrunks.getAssignment', 200, 400, 401, 404, 500),
  row('patchSipTrunkAgentAssignment', 'sipTrunks.updateAssignment', 200, 400, 401, 404, 409, 500),
  row('deleteSipTrunkAgentAssignment', 'sipTrunks.deleteAssignment', 204, 400, 401, 404, 500),
  row('generateSessionToken', 'session.generateToken', 200, 400, 401, 403, 404, 500, 503),
]

/** Documentation of the call's WebSocket, which is no REST operation. */
export const documentedUpgrade = {
  id: 'voiceSessionWebSocket',
  path: '/v1/connection',
  statuses: [101, 400, 401, 403, 404, 500],
} as const
