#include "pipeline/people/model.h"

#include "pipeline/people/weights.h"

namespace bibmill {

const PeopleModel& shipped_people_model() { return kPeopleModel; }

}  // namespace bibmill
