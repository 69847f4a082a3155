/** The agent of every block. */
export const agent = {
  id: '0a11ce00-c17e-4a1d-9a1e-000000000001',
  name: 'Ada, the city guide',
  vad_settings: { start_secs: 0.2, stop_secs: 0.7 },
}
/** Speech comes in bursts of three messages, three times as fast as it sounds. */
export const pace = { chunkMs: 200, chunksPerBurst: 3, burstEveryMs: 200 }
const recorded = (name: string, text: string) => ({ [name]: { text, speech: `${name}.wav` } })
/** Lines with a recording each. */
export const greeting = recorded('greeting', 'Hello, this is Ada, your city guide. How can I help you?')
export const sunny = recorded('sunny', 'It is sunny in Paris, with 21 degrees.')
export const rainy = recorded('rainy', 'It is raining in Paris, with 12 degrees. Take an umbrella.')
export const sorry = recorded('sorry', 'Sorry, I could not find that out. Is there anything else?')
export const pardon = recorded('pardon', 'Sorry, I have nothing to say to that.')
export const goodbye = recorded('goodbye', 'You are welcome. Enjoy Paris, and goodbye!')
export const museums = recorded(
  'museums',
  'With pleasure. Paris has more than 100 museums. The Louvre is the largest, and it holds the Mona Lisa. The museum at Orsay, in an old railway station, shows the Impressionists. And the Rodin Museum has a garden full of sculptures.',
)
/** The turn after the last. */
export const otherwise = { user: 'And something else.', say: 'pardon' }
/** The user interrupts, and the agent ends the call. */
export const stop = {
  user: 'Stop, thank you, that is all, goodbye.',
  say: 'goodbye',
  bargesIn: true,
  end: true,
}

/** An agent that tells a long story, until the user interrupts it. */
export const story = (faults: object, startSecs = 0.2) => ({
  name: 'museums',
  agent: { ...agent, vad_settings: { start_secs: startSecs, stop_secs: 0.7 } },
  pace,
  thinkMs: 300,
  lines: { ...museums, ...goodbye, ...pardon },
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
