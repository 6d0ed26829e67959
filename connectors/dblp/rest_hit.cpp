#include "connectors/dblp/rest_hit.h"

#include "connectors/dblp/dblp_record.h"
#include "normalizers/text/markup.h"

namespace bibmill {
namespace {

std::string text_of(JsonView value) { return decode_entities(value.first().scalar().value_or("")); }

std::vector<std::string> texts_of(JsonView value) {
  std::vector<std::string> texts;
  for (const JsonView item : value.items()) {
    if (auto text = item.scalar()) texts.push_back(decode_entities(*text));
  }
  return texts;
}

/// An author is {"@pid": …, "text": …}, or the name alone.
std::vector<DblpPerson> people(JsonView authors) {
  std::vector<DblpPerson> persons;
  for (const JsonView author : authors["author"].items()) {
    if (author.is_object()) {
      persons.push_back({text_of(author["text"]), text_of(author["@pid"]), ""});
    } else {
      persons.push_back({text_of(author), "", ""});
    }
  }
  return persons;
}

/// The search names classes of records for people, not BibTeX types.
std::optional<WorkType> type_of(std::string_view type, std::string_view key) {
  if (type.starts_with("Conference and Workshop")) return WorkType::paper_conference;
  if (type.starts_with("Journal")) return WorkType::article_journal;
  if (type.starts_with("Informal")) return WorkType::article;
  if (type.starts_with("Books and Theses")) {
    return key.starts_with("phd/") || key.starts_with("ms/") ? WorkType::thesis : WorkType::book;
  }
  if (type.starts_with("Parts in Books")) return WorkType::chapter;
  if (type.starts_with("Editorship")) return WorkType::collection;
  if (type.starts_with("Reference")) return WorkType::entry;
  if (type.starts_with("Data")) return WorkType::dataset;
  return std::nullopt;
}

}  // namespace

Result<SourceRecord> decode_rest_hit(JsonView hit) {
  const JsonView info = hit["info"];
  DblpFields fields;
  fields.key = text_of(info["key"]);
  if (fields.key.empty()) return fail(ErrorKind::decode, "DBLP search: a hit without a key");
  const std::string type = text_of(info["type"]);
  fields.type = type_of(type, fields.key);
  fields.informal = type.starts_with("Informal");
  fields.withdrawn = type.starts_with("Withdrawn");
  fields.title = plain_text(info["title"].first().scalar().value_or(""));
  (fields.type == WorkType::collection ? fields.editors : fields.authors) = people(info["authors"]);
  fields.venue = text_of(info["venue"]);
  fields.volume = text_of(info["volume"]);
  fields.issue = text_of(info["number"]);
  fields.pages = text_of(info["pages"]);
  fields.year = text_of(info["year"]);
  fields.publisher = text_of(info["publisher"]);
  fields.links = texts_of(info["ee"]);
  for (std::string& doi : texts_of(info["doi"])) {
    if (doi.starts_with("10.")) fields.dois.push_back(std::move(doi));  // "db/journals/…" has been seen there
  }
  return make_dblp_record(SourceId::dblp_rest, fields);
}

}  // namespace bibmill
