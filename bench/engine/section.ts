import { tellFigures } from '../figure'
import { figuresOfCountry } from './country'
import { figuresOfGap } from './gap'
import { figuresOfGoods } from './goods'
import { figuresOfLap } from './lap'
import { figuresOfOne } from './one'
import { figuresOfRepair } from './repair'
import { figuresOfRounds } from './rounds'
import { figuresOfShiftTasks } from './shift-tasks'
import { figuresOfTransport } from './transport'
import { figuresOfWeek } from './week'

tellFigures([
  ...figuresOfLap(),
  ...(await figuresOfOne()),
  ...figuresOfWeek(),
  ...figuresOfRepair(),
  ...figuresOfCountry(),
  ...figuresOfGap(),
  ...figuresOfShiftTasks(),
  ...(await figuresOfTransport()),
  ...figuresOfGoods(),
  ...figuresOfRounds(),
])
