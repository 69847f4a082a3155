import * as t from 'io-ts'
import { changes, creates, deletes, queries, reads, type Endpoint } from './endpoint.ts'
import {
  Agent,
  AgentCreateInput,
  AgentUpdateInput,
  DialAgentResponse,
  DialQuery,
} from './resources/agents.ts'
import { GraphVersion, GraphVersionDetail } from './resources/agent-versions.ts'
import { Call, CallsQuery, PaginatedCallsResponse } from './resources/calls.ts'
import { LLMStringsResponse } from './resources/llms.ts'
import { Organization } from './resources/organization.ts'
import { GenerateSessionTokenRequest, SessionTokenResponse } from './resources/session.ts'
import {
  SipTrunkAgentAssignment,
  SipTrunkAgentAssignmentCreateInput,
  SipTrunkAgentAssignmentPatchInput,
} from './resources/sip-assignments.ts'
import { SipTrunk, SipTrunkCreateInput, SipTrunkUpdateInput } from './resources/sip-trunks.ts'
import {
  TwilioPhoneNumber,
  TwilioPhoneNumberImportInput,
  TwilioPhoneNumberLabelPatchInput,
} from './resources/twilio-numbers.ts'
import { VoicesListResponse } from './resources/voices.ts'

/**
 * Every operation of the platform's REST side, by group and name. The client's methods, those of its fp-ts face and the
 * simulator's router are all made from this table.
 */
export const endpoints = {
  organization: {
    get: reads('/v1/organization', Organization),
  },
  llms: {
    list: reads('/v1/llms', LLMStringsResponse),
  },
  voices: {
    list: reads('/v1/voices', VoicesListResponse),
  },
  agents: {
    list: reads('/v1/agents', t.readonlyArray(Agent)),
    create: creates('/v1/agents', AgentCreateInput, Agent),
    get: reads('/v1/agents/{id}', Agent),
    update: changes('/v1/agents/{id}', AgentUpdateInput, Agent),
    delete: deletes('/v1/agents/{id}'),
    listVersions: reads('/v1/agents/{id}/versions', t.readonlyArray(GraphVersion)),
    getVersion: reads('/v1/agents/{id}/versions/{versionId}', GraphVersionDetail),
    publishVersion: {
      method: 'POST',
      path: '/v1/agents/{id}/versions/{versionId}/publish',
      response: GraphVersion,
      success: 200,
      repeatable: false,
    },
    dial: {
      method: 'POST',
      path: '/v1/agents/{id}/dial',
      query: DialQuery,
      response: DialAgentResponse,
      success: 200,
      repeatable: false,
      once: true,
    },
  },
  calls: {
    list: queries('/v1/calls', CallsQuery, PaginatedCallsResponse),
    get: reads('/v1/calls/{id}', Call),
    downloadRecording: reads('/v1/calls/{id}/recording', 'stream'),
  },
  twilioNumbers: {
    list: reads('/v1/twilio/numbers', t.readonlyArray(TwilioPhoneNumber)),
    import: creates('/v1/twilio/numbers', TwilioPhoneNumberImportInput, TwilioPhoneNumber),
    updateLabel: changes('/v1/twilio/numbers/{id}', TwilioPhoneNumberLabelPatchInput, TwilioPhoneNumber),
  },
  sipTrunks: {
    list: reads('/v1/sip-trunks', t.readonlyArray(SipTrunk)),
    create: creates('/v1/sip-trunks', SipTrunkCreateInput, SipTrunk),
    get: reads('/v1/sip-trunks/{id}', SipTrunk),
    update: changes('/v1/sip-trunks/{id}', SipTrunkUpdateInput, SipTrunk),
    delete: deletes('/v1/sip-trunks/{id}'),
    listAssignments: reads('/v1/sip-trunks/{id}/assignments', t.readonlyArray(SipTrunkAgentAssignment)),
    createAssignment: creates(
      '/v1/sip-trunks/{id}/assignments',
      SipTrunkAgentAssignmentCreateInput,
      SipTrunkAgentAssignment,
    ),
    getAssignment: reads('/v1/sip-trunks/assignments/{assignmentId}', SipTrunkAgentAssignment),
    updateAssignment: changes(
      '/v1/sip-trunks/assignments/{assignmentId}',
      SipTrunkAgentAssignmentPatchInput,
      SipTrunkAgentAssignment,
    ),
    deleteAssignment: deletes('/v1/sip-trunks/assignments/{assignmentId}'),
  },
  session: {
    generateToken: {
      method: 'POST',
      path: '/v1/session-token',
      body: GenerateSessionTokenRequest,
      response: SessionTokenResponse,
      success: 200,
      // A token that nobody uses expires, so minting a second one does no harm.
      repeatable: true,
    },
  },
} as const satisfies Readonly<Record<string, Readonly<Record<string, Endpoint>>>>

/** The table's type. */
export type Endpoints = typeof endpoints
