// WorkField: the fields of a Work as data, so that merging is one loop over a table and not one branch for each field.
// Pure, thread-safe.
#pragma once

#include <array>
#include <cstdint>
#include <string>
#include <string_view>

#include "normalizers/model/work.h"

namespace bibmill {

enum class WorkField : std::uint8_t {
  type,
  title,
  authors,
  editors,
  issued,
  container_title,
  container_title_short,
  collection_title,
  event,
  publisher,
  publisher_place,
  volume,
  issue,
  pages,
  article_number,
  doi,
  arxiv_id,
  dblp_key,
  isbn,
  issn,
  url,
  abstract_text,
  license,
  language,
  primary_class,
};

inline constexpr std::array kAllWorkFields = {
    WorkField::type,
    WorkField::title,
    WorkField::authors,
    WorkField::editors,
    WorkField::issued,
    WorkField::container_title,
    WorkField::container_title_short,
    WorkField::collection_title,
    WorkField::event,
    WorkField::publisher,
    WorkField::publisher_place,
    WorkField::volume,
    WorkField::issue,
    WorkField::pages,
    WorkField::article_number,
    WorkField::doi,
    WorkField::arxiv_id,
    WorkField::dblp_key,
    WorkField::isbn,
    WorkField::issn,
    WorkField::url,
    WorkField::abstract_text,
    WorkField::license,
    WorkField::language,
    WorkField::primary_class,
};

/// The name in enriched.jsonl and in provenance: "title", "abstract".
std::string_view json_name(WorkField field);

/// The value as people read it; empty where it is absent. Names are joined by "; ", lists by ", ".
std::string print_field(const Work& work, WorkField field);

/// Copies one field; absence is copied too. `authors` takes `authors_incomplete` along.
void copy_field(const Work& from, Work& to, WorkField field);

}  // namespace bibmill
