/** The macros for journals that the AAS's classes define and its database exports, `name abbreviation`. */
const pairs =
  'aj AJ  actaa Acta Astron.  araa ARA&A  apj ApJ  apjl ApJL  apjs ApJS  ao Appl. Opt.  apss Ap&SS  aap A&A  aapr A&A Rev.  ' +
  'aaps A&AS  azh AZh  baas BAAS  caa Chinese Astron. Astrophys.  cjaa Chinese J. Astron. Astrophys.  icarus Icarus  ' +
  'jcap JCAP  jrasc JRASC  memras MmRAS  mnras MNRAS  na New A  nar New A Rev.  pasa PASA  pasp PASP  pasj PASJ  ' +
  'physrep Phys. Rep.  physscr Phys. Scr  planss Planet. Space Sci.  procspie Proc. SPIE  pra Phys. Rev. A  ' +
  'prb Phys. Rev. B  prc Phys. Rev. C  prd Phys. Rev. D  pre Phys. Rev. E  prl Phys. Rev. Lett.  psj PSJ  qjras QJRAS  ' +
  'rmxaa Rev. Mexicana Astron. Astrofis.  skytel S&T  solphys Sol. Phys.  sovast Soviet Ast.  ssr Space Sci. Rev.  ' +
  'zap ZAp  nat Nature  iaucirc IAU Circ.  aplett Astrophys. Lett.  apspr Astrophys. Space Phys. Res.  ' +
  'bain Bull. Astron. Inst. Netherlands  fcp Fund. Cosmic Phys.  gca Geochim. Cosmochim. Acta  grl Geophys. Res. Lett.  ' +
  'jcp J. Chem. Phys.  jgr J. Geophys. Res.  jqsrt J. Quant. Spectrosc. Radiat. Transf.  memsai Mem. Soc. Astron. Italiana  ' +
  'nphysa Nucl. Phys. A';

const journals: ReadonlyMap<string, string> = new Map(
  pairs.split(/ {2}/).map((pair): [string, string] => {
    const space = pair.indexOf(' ');
    return [pair.slice(0, space), pair.slice(space + 1)];
  }),
);

/**
 * What a value prints that is one command and nothing else: a journal's name, or the command's own, which
 * nobody here knows.
 */
export function loneCommand(source: string): string {
  const name = /^[\s{]{0,10}\\([A-Za-z]{2,40})[\s}]{0,10}$/.exec(source)?.[1];
  if (
    name === undefined ||
    /^(?:relax|protect|par|null|empty|noindent|normalfont|[a-z]{2}family|[a-z]{2}series)$/.test(name)
  )
    return '';
  return journals.get(name) ?? name;
}
