import type * as t from 'io-ts'
import { type Codec, listOf, type TypeOf } from '../codec/codec.ts'
import { type IoTsTable, toIoTsTable } from '../codec/io-ts.ts'
import type { Recording } from './recording.ts'
import {
  Agent,
  AgentCreateInput,
  AgentUpdateInput,
  DialAgentResponse,
  DialBody,
  DialQuery,
  GraphVersion,
  GraphVersionDetail,
} from './resources/agents.ts'
import { CallRecord, CallsQuery, PaginatedCallsResponse } from './resources/calls.ts'
import {
  LLMStringsResponse,
  Organization,
  TwilioPhoneNumber,
  TwilioPhoneNumberImportInput,
  TwilioPhoneNumberLabelPatchInput,
  VoicesListResponse,
} from './resources/organization.ts'
import { GenerateSessionTokenRequest, SessionTokenResponse } from './resources/session.ts'
import {
  SipTrunk,
  SipTrunkAgentAssignment,
  SipTrunkAgentAssignmentCreateInput,
  SipTrunkAgentAssignmentPatchInput,
  SipTrunkCreateInput,
  SipTrunkUpdateInput,
} from './resources/sip-trunks.ts'

/** The rules by which a request is sent and its response read. */
export interface Operation<C extends Codec = t.Mixed> {
  /** HTTP method. */
  readonly method: string
  /** Codec of the response; `stream` for raw bytes, `nothing` for an empty one, `any` for unchecked JSON or nothing. */
  readonly response: C | 'stream' | 'nothing' | 'any'
  /**
   * True when doing it twice does no harm, so that it may be repeated when nobody knows whether it was done. Reading and
   * deleting are; any other operation only where the table says so.
   */
  readonly retryable: boolean
  /** The status of success; any 2xx when it is not set. */
  readonly success?: 200 | 201 | 204
  /** Set when it is never sent again, even when the platform says that it did not do it: a telephone rings. */
  readonly once?: true
}

/** One operation of the REST API, as data. */
export interface Endpoint<C extends Codec = t.Mixed> extends Operation<C> {
  readonly method: 'GET' | 'POST' | 'PATCH' | 'DELETE'
  /** Path below the base URL, its parameters in braces. */
  readonly path: string
  /** Codec of the query. */
  readonly query?: C
  /** Codec of the body, sent as JSON. Beside a query it has the fields of the input that are no parameters. */
  readonly body?: C
  readonly response: C | 'stream' | 'nothing'
  /** The status of success; a response with another 2xx is invalid. */
  readonly success: 200 | 201 | 204
}

/** The result of a deletion. */
export interface Deleted {
  /** True when a repeated attempt found it gone: the first attempt had deleted it, or somebody else. */
  readonly alreadyGone: boolean
}

type ParametersOf<Path> = Path extends `${string}{${string}}${infer Rest}`
  ? [id: string, ...ParametersOf<Rest>]
  : []

type InputOf<E> = E extends {
  readonly body: infer B extends Codec
  readonly query: infer Q extends Codec
}
  ? [input?: TypeOf<Q> & TypeOf<B>]
  : BodyOrQueryOf<E>

type BodyOrQueryOf<E> = E extends { readonly body: infer B extends Codec }
  ? [input: TypeOf<B>]
  : E extends { readonly query: infer Q extends Codec }
    ? [query?: TypeOf<Q>]
    : []

/** The result of an operation. */
export type ResponseOf<E extends Endpoint<Codec>> = E['response'] extends Codec
  ? TypeOf<E['response']>
  : E['response'] extends 'stream'
    ? Recording
    : Deleted

/** The arguments of an operation: the parameters of its path, then its body or query. */
export type ArgumentsOf<E extends Endpoint<Codec>> = [...ParametersOf<E['path']>, ...InputOf<E>]

/** The input of an operation, and where it differs from its kind. */
type Row = Partial<Pick<Endpoint<Codec>, 'query' | 'body' | 'retryable' | 'once'>>

/** The fields of an operation that its kind, its path and its response set. */
interface Kind<M, S, P, R> {
  readonly method: M
  readonly success: S
  readonly retryable: boolean
  readonly path: P
  readonly response: R
}

/** Creates an operation of one kind: its method, the status of its success, and if a repetition is harmless. */
const operation = <
  const M extends Endpoint<Codec>['method'],
  const S extends Endpoint<Codec>['success'],
  P extends string,
  R extends Endpoint<Codec>['response'],
  Given extends Row,
>(
  method: M,
  success: S,
  retryable: boolean,
  path: P,
  response: R,
  row: Given | undefined,
): Kind<M, S, P, R> & NoInfer<Given> =>
  ({ method, success, retryable, path, response, ...row }) as Kind<M, S, P, R> & NoInfer<Given>

// A bundler leaves the table out of a bundle without a client because it finds the mark at each of these functions itself.

/* @__NO_SIDE_EFFECTS__ */
const reads = <
  const P extends string,
  R extends Endpoint<Codec>['response'],
  const Given extends Row = object,
>(
  path: P,
  response: R,
  row?: Given,
): Kind<'GET', 200, P, R> & NoInfer<Given> => operation('GET', 200, true, path, response, row)

/* @__NO_SIDE_EFFECTS__ */
const creates = <
  const P extends string,
  R extends Endpoint<Codec>['response'],
  const Given extends Row = object,
>(
  path: P,
  response: R,
  row?: Given,
): Kind<'POST', 201, P, R> & NoInfer<Given> => operation('POST', 201, false, path, response, row)

/* @__NO_SIDE_EFFECTS__ */
const acts = <
  const P extends string,
  R extends Endpoint<Codec>['response'],
  const Given extends Row = object,
>(
  path: P,
  response: R,
  row?: Given,
): Kind<'POST', 200, P, R> & NoInfer<Given> => operation('POST', 200, false, path, response, row)

/* @__NO_SIDE_EFFECTS__ */
const changes = <
  const P extends string,
  R extends Endpoint<Codec>['response'],
  const Given extends Row = object,
>(
  path: P,
  response: R,
  row?: Given,
): Kind<'PATCH', 200, P, R> & NoInfer<Given> => operation('PATCH', 200, false, path, response, row)

/* @__NO_SIDE_EFFECTS__ */
const deletes = <
  const P extends string,
  R extends Endpoint<Codec>['response'],
  const Given extends Row = object,
>(
  path: P,
  response: R,
  row?: Given,
): Kind<'DELETE', 204, P, R> & NoInfer<Given> => operation('DELETE', 204, true, path, response, row)

/** Every operation of the REST API, by group and name. The methods of both faces of the client are made from it. */
export const operations = {
  organization: {
    /** Returns the organization that the key belongs to. */
    get: reads('/v1/organization', Organization),
  },
  llms: {
    /** Lists the models that agents may use, as `provider/model`. */
    list: reads('/v1/llms', LLMStringsResponse),
  },
  voices: {
    /** Lists the voices that agents may use; they depend on the providers that are available. */
    list: reads('/v1/voices', VoicesListResponse),
  },
  agents: {
    /** Lists every agent of the organization. */
    list: reads('/v1/agents', listOf(Agent)),
    /** Creates an agent; the platform chooses what is left out. */
    create: creates('/v1/agents', Agent, { body: AgentCreateInput }),
    /** Returns one agent. */
    get: reads('/v1/agents/{id}', Agent),
    /** Changes the fields that are given, and no others. */
    update: changes('/v1/agents/{id}', Agent, { body: AgentUpdateInput }),
    /** Deletes an agent. */
    delete: deletes('/v1/agents/{id}', 'nothing'),
    /** Lists the versions of an agent. */
    listVersions: reads('/v1/agents/{id}/versions', listOf(GraphVersion)),
    /** Returns one version of an agent, with its nodes. */
    getVersion: reads('/v1/agents/{id}/versions/{versionId}', GraphVersionDetail),
    /** Makes a version the active one; refused with 409 when it was published before. */
    publishVersion: acts('/v1/agents/{id}/versions/{versionId}/publish', GraphVersion),
    /**
     * Calls a telephone: from the agent's Twilio number, or through a SIP trunk with `sipTrunkId`. The request is
     * never repeated.
     */
    dial: acts('/v1/agents/{id}/dial', DialAgentResponse, { query: DialQuery, body: DialBody, once: true }),
  },
  calls: {
    /** Returns one page of the organization's calls; `calls.all` and `calls.pages` follow the pages. */
    list: reads('/v1/calls', PaginatedCallsResponse, { query: CallsQuery }),
    /** Returns one call, with its transcript when that is stored. */
    get: reads('/v1/calls/{id}', CallRecord),
    /**
     * Downloads the recording of a call, a WAV file, as a stream; `readRecording` reads it into memory,
     * `saveRecording` writes it to a file.
     */
    downloadRecording: reads('/v1/calls/{id}/recording', 'stream'),
  },
  twilioNumbers: {
    /** Lists the numbers that were imported from Twilio. */
    list: reads('/v1/twilio/numbers', listOf(TwilioPhoneNumber)),
    /** Imports a number from Twilio. */
    import: creates('/v1/twilio/numbers', TwilioPhoneNumber, { body: TwilioPhoneNumberImportInput }),
    /** Changes the label of a number. */
    updateLabel: changes('/v1/twilio/numbers/{id}', TwilioPhoneNumber, {
      body: TwilioPhoneNumberLabelPatchInput,
    }),
  },
  sipTrunks: {
    /** Lists every SIP trunk. */
    list: reads('/v1/sip-trunks', listOf(SipTrunk)),
    /** Creates a SIP trunk. */
    create: creates('/v1/sip-trunks', SipTrunk, { body: SipTrunkCreateInput }),
    /** Returns one SIP trunk. */
    get: reads('/v1/sip-trunks/{id}', SipTrunk),
    /** Changes the fields that are given, and no others. */
    update: changes('/v1/sip-trunks/{id}', SipTrunk, { body: SipTrunkUpdateInput }),
    /** Deletes a SIP trunk. */
    delete: deletes('/v1/sip-trunks/{id}', 'nothing'),
    /** Lists the agents that a trunk reaches. */
    listAssignments: reads('/v1/sip-trunks/{id}/assignments', listOf(SipTrunkAgentAssignment)),
    /**
     * Assigns an agent to a trunk: by `number` with digest authentication, by `alternate_number` with an ACL.
     */
    createAssignment: creates('/v1/sip-trunks/{id}/assignments', SipTrunkAgentAssignment, {
      body: SipTrunkAgentAssignmentCreateInput,
    }),
    /** Returns one assignment. */
    getAssignment: reads('/v1/sip-trunks/assignments/{assignmentId}', SipTrunkAgentAssignment),
    /** Changes the fields that are given; `null` clears one. */
    updateAssignment: changes('/v1/sip-trunks/assignments/{assignmentId}', SipTrunkAgentAssignment, {
      body: SipTrunkAgentAssignmentPatchInput,
    }),
    /** Deletes an assignment. */
    deleteAssignment: deletes('/v1/sip-trunks/assignments/{assignmentId}', 'nothing'),
  },
  session: {
    /** Mints a short-lived token that starts one call with an agent, for `openCall`. */
    generateToken: acts('/v1/session-token', SessionTokenResponse, {
      body: GenerateSessionTokenRequest,
      // An unused token expires, so minting a second one does no harm.
      retryable: true,
    }),
  },
} as const satisfies Readonly<Record<string, Readonly<Record<string, Endpoint<Codec>>>>>

/**
 * Every operation of the REST API, by group and name, with codecs of io-ts. The simulator's router is made from it.
 */
export const endpoints: IoTsTable<Operations> = /* @__PURE__ */ toIoTsTable(operations)

/** The type of the table of operations. */
export type Endpoints = typeof endpoints

/** The type of the table from which the client is made. */
export type Operations = typeof operations
