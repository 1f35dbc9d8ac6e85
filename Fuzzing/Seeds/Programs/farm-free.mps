1NAME farm
ROWS
 N cost
 G energy
 L protein
 E mix
COLUMNS
 M1 'MARKER' 'INTORG'
 corn cost 2 energy 3
 corn protein 1
 M2 'MARKER' 'INTEND'
 soy cost 3.5 energy 2
 hay cost -1 mix 1
RHS
 R energy 12 protein 20
 R mix 1
RANGES
 G protein 5
BOUNDS
 UP B corn 10
 FR B soy
 MI B hay
 BV B hay
ENDATA
