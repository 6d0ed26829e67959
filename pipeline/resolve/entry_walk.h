// EntryWalk: one entry's way through the sources. Lives in the frame of Resolver::resolve; its members are the steps in
// order (entry_walk.cpp), the questions they ask (entry_questions.cpp) and what comes of it (entry_conclusion.cpp).
#pragma once

#include <map>
#include <memory>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "normalizers/model/entry.h"
#include "normalizers/model/record.h"
#include "pipeline/match/decide.h"
#include "pipeline/merge/merge.h"
#include "pipeline/resolve/resolver.h"

namespace bibmill {

class EntryWalk {
 public:
  EntryWalk(Resolver& resolver, const Entry& entry) : resolver_(resolver), entry_(entry) {}
  EntryWalk(const EntryWalk&) = delete;
  EntryWalk& operator=(const EntryWalk&) = delete;

  Awaitable<Record> walk();

 private:
  using Records = std::vector<SourceRecord>;

  // The steps.
  Awaitable<void> ask_claims();
  Awaitable<void> search_index();
  Awaitable<void> ask_shared_table();  ///< of contents, where it is worth a request
  Awaitable<void> ask_table(std::string page);
  Awaitable<void> search_titles();
  Awaitable<void> ask_table_of_venue_without_dois();
  Awaitable<void> ask_registered_record();
  Awaitable<void> find_published();
  Awaitable<void> ask_openalex();
  Awaitable<void> find_preprint();
  Awaitable<void> ask_for_preprint();  ///< when nobody links one
  Counterparts counterparts() const;
  void postpone(const Source* search);  ///< by title, where this run has made as many as it may
  Record conclude();

  // The questions. What a source could not be asked is noted and gives nothing.
  Awaitable<std::shared_ptr<const Answer>> ask(Source* source, Query query);
  Awaitable<std::shared_ptr<const Answer>> ask_dblp(Query query);  ///< the first way into DBLP that has an answer
  Awaitable<Records> ask_index(Query query);                       ///< DBLP on this machine: nobody is bothered
  Awaitable<Records> ask_identifier(Identifier identifier);
  Awaitable<Records> ask_doi(Doi doi);  ///< at the agency that registered it
  /// Who registers a prefix or DOI. Known with an empty name: nobody does. Not known: doi.org could not be asked.
  struct Agency {
    Agency(bool known_in, std::string name_in) : known(known_in), name(std::move(name_in)) {}
    bool known;
    std::string name;
  };
  Awaitable<Agency> agency_of(std::string subject);
  Source* agency_source(const std::string& agency) const;  ///< nullptr: no connector, or switched off

  // What is known so far.
  Awaitable<void> keep(Records records);  ///< and decides again where one is new
  const SourceRecord* chosen() const;
  const SourceRecord* main_version() const;  ///< the chosen record, or the paper that a preprint led to
  bool has_preprint() const;
  bool belongs(const SourceRecord& record) const;     ///< is it the chosen work, or a version of it?
  bool is_claimed(const SourceRecord& record) const;  ///< does it carry an identifier that the user wrote?
  Match link(const SourceRecord& work, const SourceRecord& record) const;
  void link_versions(Records records);                           ///< keeps those that belong
  std::vector<Identifier> related(std::string_view kind) const;  ///< what records of the work name as such a version
  void link_surest(const Records& records);                      ///< of records found by the people of the work
  std::string title() const;
  bool is_denied(const Doi& doi) const;
  bool is_never_accepted() const;
  MergeInput merge_input();  ///< takes the candidates along: the walk is over
  std::vector<Identifier> refuted_claims(const MergeInput& input) const;
  Status status() const;

  Resolver& resolver_;
  const Entry& entry_;
  Decision decision_;  ///< holds all records that it was made from
  Records versions_;   ///< of the chosen work, found from it: they decide nothing
  std::vector<Unasked> unasked_;
  std::map<std::string, Agency> agencies_;  ///< by prefix or DOI: what doi.org said, or that it could not be asked
  std::set<std::string> asked_;             ///< source and key of every question: none is asked twice
  std::set<std::string> known_claims_;      ///< claimed identifiers that a source has a record of
  bool answered_ = false;                   ///< some source said something, be it "not there"
};

}  // namespace bibmill
