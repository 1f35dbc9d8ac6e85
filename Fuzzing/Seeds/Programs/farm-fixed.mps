2NAME          FARM
ROWS
 N  COST
 G  ENERGY
 L  PROTEIN
COLUMNS
    CORN      COST                 2   ENERGY               3
    SOY       COST               3.5   PROTEIN              4
RHS
    R         ENERGY              12   PROTEIN             20
BOUNDS
 UP B         CORN                10
ENDATA
