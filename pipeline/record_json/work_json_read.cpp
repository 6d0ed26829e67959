#include "pipeline/record_json/work_json_read.h"

#include <algorithm>

namespace bibmill {

std::vector<Person> read_people(JsonReader& json, std::string_view key, std::vector<std::string>* person_ids) {
  std::vector<Person> people;
  std::vector<std::string> ids;
  json.each(key, [&](JsonReader item) {
    Person person;
    person.name.family = item.text_or_empty("family");
    person.name.given = item.text_or_empty("given");
    person.name.particle = item.text_or_empty("particle");
    person.name.suffix = item.text_or_empty("suffix");
    person.name.literal = item.text_or_empty("literal");
    person.orcid = item.parsed("orcid", Orcid::parse);
    person.dblp_person = item.text("dblp_person");
    item.each("affiliations", [&](JsonReader affiliation) {
      person.affiliations.push_back({affiliation.text_or_empty("name"), affiliation.text("ror")});
    });
    ids.push_back(item.text_or_empty("person"));
    people.push_back(std::move(person));
  });
  const bool any = std::any_of(ids.begin(), ids.end(), [](const std::string& id) { return !id.empty(); });
  if (person_ids != nullptr && any) *person_ids = std::move(ids);
  return people;
}

Work read_work(JsonReader& json, std::vector<std::string>* person_ids) {
  Work work;
  work.type = json.parsed("type", parse_work_type);
  work.title = json.text("title");
  work.authors = read_people(json, "authors", person_ids);
  work.issued = json.parsed("issued", parse_partial_date);
  work.container_title = json.text("container_title");
  work.event = json.text("event");
  work.publisher = json.text("publisher");
  work.volume = json.text("volume");
  work.issue = json.text("issue");
  work.pages = json.text("pages");
  work.doi = json.parsed("doi", Doi::parse);
  work.arxiv_id = json.parsed("arxiv_id", ArxivId::parse);
  work.dblp_key = json.parsed("dblp_key", DblpKey::parse);
  work.isbn = json.parsed_list("isbn", Isbn::parse);
  work.issn = json.parsed_list("issn", Issn::parse);
  work.url = json.text("url");
  work.abstract_text = json.text("abstract");
  work.license = json.text("license");
  work.other_titles = json.texts("other_titles");
  work.authors_incomplete = json.flag("authors_incomplete");
  work.editors = read_people(json, "editors");
  work.container_title_short = json.text("container_title_short");
  work.collection_title = json.text("collection_title");
  work.publisher_place = json.text("publisher_place");
  work.article_number = json.text("article_number");
  work.language = json.text("language");
  work.primary_class = json.text("primary_class");
  return work;
}

}  // namespace bibmill
