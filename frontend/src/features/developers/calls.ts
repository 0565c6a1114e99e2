/** Calls to copy: complete programs in three languages, at this very server. */
export const LANGUAGES = ['curl', 'Python', 'JavaScript'] as const;
export type Language = (typeof LANGUAGES)[number];

export interface Call {
  id: string;
  name: string;
  words: string;
  code: (origin: string) => Record<Language, string>;
}

export const CALLS: Call[] = [
  {
    id: 'search',
    name: 'Find a song',
    words: 'Every catalogue that is on is asked at once; one that fails does not fail the call. The id of a result goes into the next one.',
    code: (origin) => ({
      curl: `curl '${origin}/api/v1/tracks?q=night+bus&limit=5'`,
      Python: `import requests

answer = requests.get("${origin}/api/v1/tracks", params={"q": "night bus", "limit": 5}, timeout=30)
answer.raise_for_status()
for track in answer.json()["results"]:
    print(track["id"], track["title"], "by", ", ".join(track["artists"]))`,
      JavaScript: `const answer = await fetch("${origin}/api/v1/tracks?" + new URLSearchParams({ q: "night bus", limit: 5 }));
if (!answer.ok) throw new Error((await answer.json()).detail);
for (const track of (await answer.json()).results) console.log(track.id, track.title, "by", track.artists.join(", "));`,
    }),
  },
  {
    id: 'classify',
    name: 'Have a song heard',
    words: 'Twenty votes, every genre’s probability and a verdict in a sentence. A preview’s address works as well: {"preview_url": "https://…"}.',
    code: (origin) => ({
      curl: `curl --json '{"track_id": "house:drum-and-bass"}' ${origin}/api/v1/classifications`,
      Python: `import requests

answer = requests.post("${origin}/api/v1/classifications", json={"track_id": "house:drum-and-bass"}, timeout=60)
answer.raise_for_status()
result = answer.json()
print(result["verdict"]["sentence"])
for vote in result["votes"]:
    print(vote["genre"], vote["votes"])`,
      JavaScript: `const answer = await fetch("${origin}/api/v1/classifications", {
  method: "POST",
  headers: { "Content-Type": "application/json" },
  body: JSON.stringify({ track_id: "house:drum-and-bass" }),
});
const result = await answer.json();
if (!answer.ok) throw new Error(result.detail);
console.log(result.verdict.sentence, result.votes);`,
    }),
  },
  {
    id: 'file',
    name: 'Have a file heard',
    words: 'MP3, AAC/M4A, FLAC, WAV, Ogg Vorbis, Opus and AIFF. The file is measured and deleted.',
    code: (origin) => ({
      curl: `curl -F audio=@song.mp3 ${origin}/api/v1/classifications`,
      Python: `import requests

with open("song.mp3", "rb") as song:
    answer = requests.post("${origin}/api/v1/classifications", files={"audio": song}, timeout=120)
answer.raise_for_status()
print(answer.json()["verdict"]["sentence"])`,
      JavaScript: `import { openAsBlob } from "node:fs";

const form = new FormData();
form.append("audio", await openAsBlob("song.mp3"), "song.mp3");
const answer = await fetch("${origin}/api/v1/classifications", { method: "POST", body: form });
console.log((await answer.json()).verdict.sentence);`,
    }),
  },
  {
    id: 'model',
    name: 'Ask how good it is',
    words: 'Each model with its genres, its scores and how they were measured; /evidence adds confusion matrix, ROC and calibration.',
    code: (origin) => ({
      curl: `curl ${origin}/api/v1/models/audiofiler-26/evidence`,
      Python: `import requests

evidence = requests.get("${origin}/api/v1/models/audiofiler-26/evidence", timeout=30).json()
for pair in evidence["confusions"] or []:
    print(f"{pair['genre']} taken for {pair['taken_for']}: {pair['share']:.0%}")`,
      JavaScript: `const answer = await fetch("${origin}/api/v1/models/audiofiler-26/evidence");
const { confusions } = await answer.json();
for (const { genre, taken_for, share } of confusions ?? []) console.log(genre, "taken for", taken_for, share);`,
    }),
  },
];
