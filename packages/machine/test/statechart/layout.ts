import ELK, { type ElkExtendedEdge, type ElkNode } from 'elkjs/lib/elk.bundled.js'
import { arrowsOf, boxOf, font, widthOf } from './boxes.ts'
import { withInside, type ChartState } from './chart.ts'

/** A box with its place. */
export interface PlacedBox {
  readonly id: string
  readonly x: number
  readonly y: number
  readonly width: number
  readonly height: number
}

/** An arrow with its place and its label. */
export interface PlacedArrow {
  readonly points: readonly { readonly x: number; readonly y: number }[]
  readonly label: { readonly x: number; readonly y: number; readonly lines: readonly string[] }
}

/** A chart with the places of its boxes and arrows. */
export interface Layout {
  readonly width: number
  readonly height: number
  readonly boxes: readonly PlacedBox[]
  readonly arrows: readonly PlacedArrow[]
}

const edgesOf = (state: ChartState): readonly ElkExtendedEdge[] =>
  [...arrowsOf(state)].map(([target, lines]) => ({
    id: `${state.id} ${target}`,
    sources: [state.id],
    targets: [target],
    labels: [
      {
        text: lines.join('\n'),
        width: Math.max(...lines.map(widthOf)) + 8,
        height: lines.length * font.lineHeight,
      },
    ],
  }))

const place = (node: ElkNode, left = 0, top = 0): readonly PlacedBox[] => {
  const { id, width = 0, height = 0, children = [] } = node
  const x = left + (node.x ?? 0)
  const y = top + (node.y ?? 0)
  return [{ id, x, y, width, height }, ...children.flatMap((child) => place(child, x, y))]
}

const route = ({ sections = [], labels = [] }: ElkExtendedEdge): readonly PlacedArrow[] =>
  sections.map(({ startPoint, bendPoints = [], endPoint }) => ({
    points: [startPoint, ...bendPoints, endPoint],
    label: {
      x: labels[0]?.x ?? 0,
      y: labels[0]?.y ?? 0,
      lines: (labels[0]?.text ?? '').split('\n'),
    },
  }))

/** Lays a chart out with the layered algorithm of the Eclipse Layout Kernel, which is deterministic. */
export const layOut = async (chart: ChartState): Promise<Layout> => {
  const elk = new ELK()
  const graph: ElkNode = await elk.layout({
    id: 'page',
    children: chart.states.map(boxOf),
    edges: withInside(chart).flatMap(edgesOf),
    layoutOptions: {
      'elk.algorithm': 'layered',
      'elk.direction': 'DOWN',
      'elk.hierarchyHandling': 'INCLUDE_CHILDREN',
      'elk.json.edgeCoords': 'ROOT',
      'elk.layered.spacing.nodeNodeBetweenLayers': '36',
      'elk.spacing.nodeNode': '28',
      'elk.spacing.edgeNode': '14',
      'elk.spacing.edgeEdge': '10',
      'elk.padding': '[top=16,left=16,bottom=16,right=16]',
    },
  })
  return {
    width: Math.ceil(graph.width ?? 0),
    height: Math.ceil(graph.height ?? 0),
    boxes: (graph.children ?? []).flatMap((child) => place(child)),
    arrows: (graph.edges ?? []).flatMap(route),
  }
}
