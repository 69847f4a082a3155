import guide from '@vatel/simulator/scenarios/city-guide.json'

/** Agent, pace of speech and last turn of every block. */
export const { agent, pace, otherwise } = guide
/** The user asks for the weather; the user interrupts, and the agent ends the call. */
export const [weather, , stop] = guide.turns

/** Lines of the city guide by their names: a block loads the recordings of no others. */
export const linesOf = (...names: readonly (keyof typeof guide.lines)[]) =>
  Object.fromEntries(names.map((name) => [name, guide.lines[name]]))

/** An agent that tells a long story, until the user interrupts it. */
export const story = (faults: object, startSecs = 0.2) => ({
  name: 'museums',
  agent: { ...agent, vad_settings: { start_secs: startSecs, stop_secs: 0.7 } },
  pace,
  thinkMs: 300,
  lines: linesOf('museums', 'goodbye', 'pardon'),
  opening: 'museums',
  turns: [stop],
  otherwise,
  faults,
})

/** Sentences of other scripts, and the words in them that the agent may be interrupted at. */
export const sentences: Readonly<Record<string, string>> = {
  German:
    'Guten Tag, hier ist die Werkstatt. Ihr Auto ist fertig, und Sie können es heute noch abholen. Wir haben bis achtzehn Uhr geöffnet. Bitte bringen Sie den Schein mit, den Sie am Montag von uns bekommen haben.',
  Japanese:
    'こんにちは、美術館です。今日は午後六時まで開いています。入場料は千円です。学生は半額になります。地下には小さな喫茶店があり、庭を見ながら休むことができます。駅から歩いて五分です。',
  Thai: 'สวัสดีค่ะ วันนี้พิพิธภัณฑ์เปิดถึงหกโมงเย็น ค่าเข้าชมสองร้อยบาท นักเรียนเข้าชมฟรี ชั้นล่างมีร้านกาแฟเล็ก ๆ และสวนดอกไม้ เดินจากสถานีรถไฟเพียงห้านาที',
  Arabic:
    'مرحبا، هذا متحف المدينة. نحن مفتوحون اليوم حتى الساعة السادسة مساء. الدخول مجاني للطلاب. في الطابق الأرضي مقهى صغير يطل على الحديقة، والمحطة على بعد خمس دقائق سيرا على الأقدام.',
}
