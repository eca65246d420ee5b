import { mkdtempSync, readFileSync } from 'node:fs';
import { stubSlack, people, channel } from './acks/slack.ts';
import { bareBolt, leastBot } from './acks/servers.ts';
import { click, command, flood, pace } from './acks/load.ts';
import { Sayings } from './sayings.ts';
import { spread } from './measure.ts';
const what=process.argv[2]; const rounds=Number(process.argv[3]??6); const trees=process.argv.slice(4);
const slack = await stubSlack(); const dir=(process.env.ZZDIR??'/tmp/st');
const sayings=new Sayings(3); const verdicts = ['love', 'accept', 'dislike', 'unsure'];
const cpu=(pid:number)=>{const f=readFileSync(`/proc/${pid}/stat`,'utf8').split(' '); return Number(f[13])+Number(f[14]);};
const f0=mkdtempSync(dir+'/f-');
const servers:any[]=[await bareBolt(slack), await leastBot(slack,f0,'NORMAL'), await leastBot(slack,f0,'FULL')];
for(const t of trees){ const m=await import(t+'/bench/acks/servers.ts'); const s=await m.emptyChair(slack,mkdtempSync(dir+'/f-')); servers.push({...s,name:t}); }
const asked=(s:any)=> what==='voc'? { body:(i:number)=>command('/voc '+sayings.voice('',new Date(0)).words, people[i%400]!, channel, slack.responseUrl), expects:/Saved/} : { body:(i:number)=>click({id:`answer.${verdicts[Math.floor(i/400)%4]}`,value:String(s.decisionId??1)},people[i%400]!,channel,slack.responseUrl), expects:/^$/};
const all:Record<string,number[][]>={};
for(let r=0;r<rounds;r++) for(const s of servers){
 const c=cpu(s.pid); const rate=await flood(s.port,asked(s),2000); const cpuMs=(cpu(s.pid)-c)*10/2000;
 const c2=cpu(s.pid); const p=spread(await pace(s.port,asked(s),200,3)); await new Promise(r=>setTimeout(r,200));
 if(r>0) (all[s.name]??=[]).push([rate,cpuMs,p.medianMs,p.p99Ms,(cpu(s.pid)-c2)*10/600]);
}
for(const [k,v] of Object.entries(all)){ const med=(i:number)=>v.map(x=>x[i]!).sort((a,b)=>a-b)[Math.floor(v.length/2)]!; console.log(k.slice(0,40).padEnd(40), med(0).toFixed(0),'/s cpu',med(1).toFixed(3),'p50',med(2).toFixed(2),'p99',med(3).toFixed(2),'('+v.map(x=>x[3]!.toFixed(1)).join(' ')+') cpu200',med(4).toFixed(2)); }
for(const s of servers) s.stop(); slack.close();
