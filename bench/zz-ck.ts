import { mkdtempSync } from 'node:fs';
import { join } from 'node:path';
import { newDatabase } from '../sandbox/stage.ts';
import { savePerson } from '../src/people/store.ts';
import { keepVoice } from '../src/voc/keep-voice.ts';
import { Sayings } from './sayings.ts';
const now = new Date('2026-03-02T08:00:00Z'); const ana='UANA';
const place={conversationId:'',messageTs:null};
const s=new Sayings(2);
const draft=()=>{const { words, customer, segment, source, stage, score, themes } = s.voice(ana, now); return { words, customer, segment, source, stage, score, themes, saidOn: null };};
const dbs=[1000,4000,1e6].map(n=>{ const db=newDatabase(join(mkdtempSync('/tmp/st/e-'),'e.db')); savePerson(db,{id:ana,name:'Ana',timeZone:'Europe/Berlin',kind:'member',rank:'none',leftAt:null}); db.all(`PRAGMA wal_autocheckpoint=${n}`); return {n,db,t:[] as number[]}; });
for(let r=0;r<6;r++) for(const {n,db,t} of dbs){ for(let i=0;i<700;i++){ const d=draft(); const a=performance.now(); db.transaction(()=>keepVoice(db,now,ana,place,d)); t.push(performance.now()-a);} }
for(const {n,t,db} of dbs){ const x=t.slice(700).sort((a,b)=>a-b); const q=(p:number)=>x[Math.floor(p*x.length)]!.toFixed(2); console.log(n,'p50',q(.5),'p95',q(.95),'p98',q(.98),'p99',q(.99),'p999',q(.999),'mean',(x.reduce((a,b)=>a+b)/x.length).toFixed(3), JSON.stringify(db.all('PRAGMA wal_checkpoint(NOOP)')));}
