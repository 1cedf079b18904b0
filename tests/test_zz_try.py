import time, pytest
from pathlib import Path
from fitadmin.access import acting_as
from fitadmin.models.scope import SYSTEM
from fitadmin.importers.take import *
from fitadmin.services.gym import undo_import
from fitadmin.importers import take
D=Path('/work/shared/data')
F=D/'foods/FoodData_Central_foundation_food_csv_2024-10-31.zip'
S=D/'foods/usda_sr_abbrev_latin1.csv'
E=D/'exercises/free-exercise-db.json'
def test_it(session):
    with acting_as(SYSTEM):
        s=session()
        for fn,p in ((take_foods,F),(take_foods,S),(take_exercises,E),(take_exercises,take.STARTER[0]),(take_foods,take.STARTER[1])):
          ids=[]
          for _ in range(2):
            t=time.perf_counter()
            r=fn(s,p,Wishes()); ids.append(r.batch_id)
            d=time.perf_counter()-t
            print(s.get_bind().dialect.name,p.name,dict(r.count()),r.facts,r.batch_id,f"{d:.2f}s")
          for v in [v for v in r.verdicts if v.outcome not in('created','unchanged','superseded')][:5]: print(v)
          t=time.perf_counter(); print(undo_import(s,ids[0]), f"{time.perf_counter()-t:.2f}s")
