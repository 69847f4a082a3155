import * as fc from 'fast-check'
import { encodeAudio } from '../protocol/audio-payload.ts'
import { initialTranscript, reduceTranscript, type TranscriptEvent } from './transcript.ts'
import { speechLength } from './speech-length.ts'
import { splitHeard } from './transcript-entry.ts'

describe('splitHeard', () => {
  it.each([
    ['one two three', 0, ''],
    ['one two three', 0.19, ''],
    ['one two three', 0.25, 'one'],
    ['one two three', 0.5, 'one'],
    ['one two three', 0.55, 'one two'],
    ['one two three', 0.99, 'one two'],
    ['one two three', 1, 'one two three'],
    ['word', 0.9, ''],
    ['', 0.5, ''],
    // A number is said in words, and a pause follows a sentence.
    ['call 030 5551 now', 0.85, 'call 030'],
    ['Yes. Of course, and gladly', 0.3, 'Yes.'],
  ])('of "%s" at %d hears "%s"', (text, share, heardText) => {
    expect(splitHeard(text, share).heardText).toBe(heardText)
  })

  it('keeps the whole text, cuts between words, and hears nothing at 0', () => {
    // A word that takes longer to say than 20 letters, such as a number, is cut within. So are addresses: none is here.
    const isLong = (word: string) => speechLength(word).letters > 20
    const words = fc.string({ unit: fc.constantFrom(...Array.from('abé 1.,!?-\'"()\n')), maxLength: 20 })
    fc.assert(
      fc.property(words, fc.double({ min: -1, max: 2, noNaN: true }), (text, share) => {
        const { heardText, unheardText } = splitHeard(text, share)
        const [before = ''] = /\S*$/.exec(heardText) ?? []
        const [behind = ''] = /^\S*/.exec(unheardText) ?? []
        expect(heardText + unheardText).toBe(text)
        expect(share <= 0 ? heardText.trim() : '').toBe('')
        expect(share >= 1 ? unheardText : '').toBe('')
        expect(heardText === '' || behind === '' || (before !== '' && isLong(before + behind))).toBe(true)
      }),
      { examples: [['111-aaa', 0.9]] },
    )
  })

  it('hears a text of several scripts whole at 1', () => {
    const characters = fc.string({
      unit: fc.constantFrom('a', ' ', '안', '你', 'の', 'ក', 'अ'),
      maxLength: 300,
    })
    fc.assert(
      fc.property(characters, (text) => {
        expect(splitHeard(text, 1)).toEqual({ heardText: text, unheardText: '' })
      }),
    )
  })

  it('returns more heard text as the share grows', () => {
    const share = fc.double({ min: 0, max: 1, noNaN: true })
    fc.assert(
      fc.property(fc.lorem(), share, share, (text, a, b) => {
        const [less, more] = [Math.min(a, b), Math.max(a, b)].map((x) => splitHeard(text, x).heardText.length)
        expect(less).toBeLessThanOrEqual(more ?? 0)
      }),
    )
  })

  it.each<[string, string, number]>([
    ['Chinese', '您的餐桌已预订今晚八点两位用餐请准时到达谢谢您的来电。', 0.5],
    ['Japanese', 'ご予約は今夜八時に二名様で承りました。', 0.9],
    ['Thai', 'โต๊ะของคุณจองไว้แล้วสำหรับคืนนี้', 0.9],
    ['Khmer', 'តុរបស់អ្នកត្រូវបានកក់ទុកសម្រាប់យប់នេះ', 0.8],
    ['short Thai', 'ขอบคุณมากครับผม', 0.9],
    ['short Lao', 'ຂອບໃຈຫຼາຍໆເດີ', 0.9],
    ['short Khmer', 'អរគុណច្រើនណាស់', 0.5],
    ['short Burmese', 'ကျေးဇူးတင်ပါတယ်', 0.9],
    ['short Tibetan', 'ཐུགས་རྗེ་ཆེ་གནང་', 0.9],
    ['Lao', 'ໂຕະຂອງທ່ານໄດ້ຖືກຈອງໄວ້ສຳລັບສອງຄົນໃນເວລາສອງທຸ່ມຄືນນີ້', 0.9],
    ['Burmese', 'ယနေ့ညရှစ်နာရီတွင်နှစ်ယောက်အတွက်စားပွဲကိုကြိုတင်မှာယူပြီးပါပြီ', 0.9],
    ['Tibetan', 'ཁྱེད་ཀྱི་ཅོག་ཙེ་དེ་དོ་དགོང་ཆུ་ཚོད་བརྒྱད་པར', 0.9],
    ['New Tai Lue', 'ᦵᦙᦲᧁᦷᦎᧈᦂᦱᧃᦉᦸᧂᦅᦳᧃᦺᦓᦶᦅᧄᦓᦲᧉ', 0.9],
    ['Javanese', 'ꦩꦺꦗꦤꦶꦁꦏꦭꦶꦲꦤ꧀ꦱꦩ꧀ꦥꦸꦤ꧀ꦢꦶꦥꦼꦱꦼꦤ꧀', 0.9],
    ['Yi', 'ꆈꌠꁱꂷꆈꌠꉙꆈꌠꁱꂷ', 0.9],
    ['Bopomofo', 'ㄅㄆㄇㄈㄉㄊㄋㄌㄍㄎㄏㄐㄑㄒ', 0.9],
    ['half-width katakana', 'ｺﾞﾖﾔｸﾊｺﾝﾔﾊﾁｼﾞﾆﾒｲｻﾏ', 0.9],
    ['rare Chinese characters', '𠀀𠀁𠀂𠀃𠀄𠀅𠀆𠀇𠀈𠀉𠀊𠀋𠀌𠀍', 0.9],
  ])('splits %s near the share', (_name, text, share) => {
    const { heardText, unheardText } = splitHeard(text, share)
    expect(heardText + unheardText).toBe(text)
    expect(heardText.length / text.length).toBeGreaterThan(share - 0.25)
    expect(heardText.length / text.length).toBeLessThanOrEqual(share)
  })

  it.each<[string, string, number, string]>([
    ['a short address', 'vatel.ai/docs', 0.9, 'vatel.ai/'],
    ['an e-mail address', 'ann@vatel.ai', 0.8, 'ann@'],
    ['an address', 'https://vatel.ai/docs/conversation', 0.9, 'https://vatel.ai/docs/'],
    ['an address in a sentence', 'See https://vatel.ai/docs/conversation', 0.8, 'See https://vatel.ai/docs/'],
    ['a long compound', 'state-of-the-art-and-so-on', 0.5, 'state-of-the-'],
    ['Chinese with English', '请访问vatel预订今晚八点的table谢谢', 0.9, '请访问vatel预订今晚八点的table'],
    ['a telephone number', '+49-170-1234567-890-12', 0.5, '+49-170-'],
    ['a number of 64 digits', '7'.repeat(64), 0.5, '7'.repeat(32)],
    ['a number of 13 digits', '4917012345678', 0.9, '49170123456'],
    [
      'Korean without spaces',
      '두분자리로오늘저녁여덟시에예약해드렸습니다',
      0.9,
      '두분자리로오늘저녁여덟시에예약해드렸',
    ],
    ['two short words of Chinese', '谢谢您', 0.8, '谢谢'],
    ['a short word of Japanese', 'ありがとう', 0.9, 'ありがと'],
    ['a short word of Korean', '감사합니다', 0.9, ''],
    ['an emoji of several characters', '👩‍👩‍👧‍👦'.repeat(8), 0.3, '👩‍👩‍👧‍👦'.repeat(2)],
  ])('splits %s at a border', (_name, text, share, heardText) => {
    expect(splitHeard(text, share)).toEqual({ heardText, unheardText: text.slice(heardText.length) })
  })

  it.each([
    'ご予約は今夜八時に二名様で承りましたお時間までにお越しくださいありがとうございます。',
    '您好John您的order编号是ABC1234已经shipped请在tomorrow查收',
  ])('hears all of a text of several scripts at its end: %s', (text) => {
    expect(splitHeard(text, 1)).toEqual({ heardText: text, unheardText: '' })
  })

  it('does not split a grapheme', () => {
    const grapheme = fc.constantFrom('你', '好', 'か\u3099', 'ที่', '👩‍👧', 'é', ' ', 'a', '한', '。', 'க்ஷ')
    const segmenter = new Intl.Segmenter(undefined, { granularity: 'grapheme' })
    fc.assert(
      fc.property(
        fc.array(grapheme, { maxLength: 60 }),
        fc.double({ min: 0, max: 1, noNaN: true }),
        (graphemes, share) => {
          const text = graphemes.join('')
          const { heardText, unheardText } = splitHeard(text, share)
          expect(heardText + unheardText).toBe(text)
          const borders = [...segmenter.segment(text)].map(({ index }) => index)
          expect([...borders, text.length, 0]).toContain(heardText.length)
        },
      ),
    )
  })

  it('splits a text of 1 MB without spaces, in time proportional to it', () => {
    expect(splitHeard('你好'.repeat(500_000), 0.5).heardText.length).toBeGreaterThan(400_000)
  })
})

describe('the heard text of a cut turn', () => {
  const korean = '두 분 자리로 오늘 저녁 여덟 시에 예약해 드렸습니다 시간 맞춰 와 주세요 감사합니다'
  const turn = (turn_id: string, text: string, ms: number, is_final: boolean): readonly TranscriptEvent[] => [
    { type: 'response_text', data: { turn_id, text, is_final: true } },
    { type: 'response_audio', data: { turn_id, audio: encodeAudio(new Int16Array(ms * 24)), is_final } },
  ]
  const cut = (turnId: string, text: string, ms: number): readonly TranscriptEvent[] => [
    ...turn(turnId, text, ms + 500, false),
    { type: 'progress', turnId, heardSamples: ms * 24, atMs: 0 },
    { type: 'interruption', data: {} },
  ]
  const shareOf = (...events: readonly TranscriptEvent[]) => {
    const line = events.reduce(reduceTranscript, initialTranscript).findLast(({ who }) => who === 'agent')
    return line?.who === 'agent' ? line.heardText.length / line.text.length : NaN
  }

  it.each<[string, string, number, number, number]>([
    ['Korean', korean, 2_000, 0.15, 0.35],
    ['Chinese', '您的餐桌已预订今晚八点两位用餐请准时到达谢谢您的来电。', 2_700, 0.35, 0.65],
    ['Japanese', 'ごよやくはこんやはちじににめいさまでうけたまわりました。', 2_000, 0.35, 0.65],
    [
      'English',
      'Your table for two is booked for eight this evening, and we look forward to it.',
      2_600,
      0.35,
      0.6,
    ],
  ])('fits the first turn of a call in %s', (_name, text, ms, least, most) => {
    const share = shareOf(...cut('a', text, ms))
    expect(share).toBeGreaterThan(least)
    expect(share).toBeLessThan(most)
  })

  it('learns the pace of each script from its own turns', () => {
    const heardTurn = (turnId: string, text: string, ms: number): readonly TranscriptEvent[] => [
      ...turn(turnId, text, ms, true),
      { type: 'drained', turnId, heardSamples: ms * 24, atMs: 0 },
    ]
    const english = heardTurn('e', 'word '.repeat(30), 5_000)
    const slowKorean = heardTurn('k', korean, 16_000)
    const learned = shareOf(...slowKorean, ...english, ...cut('b', korean, 4_000))
    expect(learned).toBeGreaterThan(0.15)
    expect(learned).toBeLessThan(0.3)
  })
})
