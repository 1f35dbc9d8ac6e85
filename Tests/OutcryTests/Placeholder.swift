import Outcry
