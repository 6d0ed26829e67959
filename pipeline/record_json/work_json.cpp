#include "pipeline/record_json/work_json.h"

namespace bibmill {
namespace {

template <class Ids>
void write_ids(JsonWriter& json, std::string_view name, const Ids& ids) {
  if (ids.empty()) return;
  json.key(name);
  json.begin_array();
  for (const auto& id : ids) json.string(id.str());
  json.end_array();
}

void write_person(JsonWriter& json, const Person& person, std::string_view person_id) {
  json.begin_object();
  write_name(json, person.name);
  if (person.orcid) json.member("orcid", person.orcid->str());
  json.member_if("dblp_person", person.dblp_person);
  if (!person.affiliations.empty()) {
    json.key("affiliations");
    json.begin_array();
    for (const AuthorAffiliation& affiliation : person.affiliations) {
      json.begin_object();
      json.member("name", affiliation.name);
      json.member_if("ror", affiliation.ror);
      json.end_object();
    }
    json.end_array();
  }
  json.member("person", person_id);
  json.end_object();
}

/// What a renderer needs beyond the fields that every reader of the file knows.
void write_further_fields(JsonWriter& json, const Work& work) {
  json.member("other_titles", work.other_titles);
  if (work.authors_incomplete) {
    json.key("authors_incomplete");
    json.boolean(true);
  }
  write_people(json, "editors", work.editors);
  json.member_if("container_title_short", work.container_title_short);
  json.member_if("collection_title", work.collection_title);
  json.member_if("publisher_place", work.publisher_place);
  json.member_if("article_number", work.article_number);
  json.member_if("language", work.language);
  json.member_if("primary_class", work.primary_class);
}

}  // namespace

void write_name(JsonWriter& json, const PersonName& name) {
  json.member("family", name.family);
  json.member("given", name.given);
  json.member("particle", name.particle);
  json.member("suffix", name.suffix);
  json.member("literal", name.literal);
}

void write_people(JsonWriter& json, std::string_view name, const std::vector<Person>& people,
                  std::span<const std::string> person_ids) {
  if (people.empty()) return;
  json.key(name);
  json.begin_array();
  for (std::size_t i = 0; i < people.size(); ++i) {
    write_person(json, people[i], i < person_ids.size() ? std::string_view(person_ids[i]) : std::string_view());
  }
  json.end_array();
}

void write_work(JsonWriter& json, const Work& work, std::span<const std::string> person_ids) {
  write_people(json, "authors", work.authors, person_ids);
  if (work.issued) json.member("issued", work.issued->str());
  json.member_if("container_title", work.container_title);
  json.member_if("event", work.event);
  json.member_if("publisher", work.publisher);
  json.member_if("volume", work.volume);
  json.member_if("issue", work.issue);
  json.member_if("pages", work.pages);
  if (work.doi) json.member("doi", work.doi->str());
  if (work.arxiv_id) json.member("arxiv_id", work.arxiv_id->str());
  if (work.dblp_key) json.member("dblp_key", work.dblp_key->str());
  write_ids(json, "isbn", work.isbn);
  write_ids(json, "issn", work.issn);
  json.member_if("url", work.url);
  json.member_if("abstract", work.abstract_text);
  json.member_if("license", work.license);
  write_further_fields(json, work);
}

}  // namespace bibmill
