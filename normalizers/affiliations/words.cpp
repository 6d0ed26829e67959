#include "normalizers/affiliations/words.h"

#include <array>
#include <string_view>
#include <unordered_map>
#include <unordered_set>

namespace bibmill {
namespace {

struct Stem {
  std::string_view stem;
  std::string_view words;  ///< separated by blanks
};

// Abbreviations as INSPEC and ISO 4 (LTWA) write them, and the same words in the languages of ROR's labels.
constexpr std::array kStems = std::to_array<Stem>({
    {"university",
     "univ univer universitat universitaet universite universidad universidade universita universiteit universitet "
     "universitetet universiti universitas universitatea universitesi uniwersytet univerza univerzita univerzitet "
     "univerzitetu universities yliopisto uni universitat "
     "egyetem universitety sveuciliste universitats universitaets universitate universitates u"},
    {"institute",
     "inst institut instituto istituto instituts institutes institutul instituut instytut institutet institution "
     "institutions institucion instituicao instituti institutu intezet institutt"},
    {"laboratory",
     "lab labs laboratories laboratoire laboratoires laboratorio laboratorium laboratori labor laborator laboratoriya"},
    {"center",
     "centre centres centers centro centros zentrum centrum ctr cent cntr centrul centar centralne centras keskus"},
    {"college", "coll colleges colegio collegio kolleg"},
    {"school", "sch schools ecole escola escuela scuola schule hochschule hogeschool skola"},
    {"department", "dept dep departement departments departamento dipartimento depart deptartment abteilung dpt dpto"},
    {"faculty", "fac facolta faculdade facultad faculte fakultat fakultaet faculties"},
    {"hospital",
     "hosp hospitals hopital hopitaux ospedale ospedali hospitalier hospitalar hospitalario hospitales krankenhaus "
     "sjukhus sykehus hastanesi hospitalet hospices hopitals"},
    {"clinic", "clin clinics clinica clinique klinik kliniken klinikum clinical clinico"},
    {"academy", "acad academie academia akademie academies akademia akademija akademii accademia acadmey"},
    {"science",
     "sci sciences scientific scient ciencia ciencias scienze wissenschaften wissenschaft nauk scientifique "
     "scientifiques scienza stiinte sciencies scientifico cientificas scientist"},
    {"technology",
     "technol technologies technological tech technique techniques tecnologia tecnologico tecnologica technologie "
     "technische technischen technischer technical technion tecnica tecnologicas technicka techniczna teknik "
     "technologique tecnologie teknologi tecnico tecnologias tekniska technika tecnological technologic"},
    {"polytechnic",
     "polytech polytechnique polytechnical politecnico politecnica politecnic polytechnics polytechnisch politechnika "
     "polytechn politehnica ecolepolytechnique"},
    {"national", "nat natl nacional nationale nazionale nationales nationaux nacionales natn nationalen"},
    {"international", "int intl internacional internationale internazionale internat"},
    {"engineering",
     "eng engn engg ingenieria ingenierie ingegneria ingenieurs ingenieur engenharia engineers engineer engin "
     "inzenyrstvi"},
    {"electrical", "elect electr elec electric electrique"},
    {"electronics", "electron electronic electronique elettronica electronica"},
    {"computer",
     "comput computing computers computational computation comp informatique informatica informatics "
     "informatik informatyki computacion"},
    {"information", "inf info inform informational informations"},
    {"communication", "commun communications comm"},
    {"telecommunication", "telecommun telecommunications telecom telecoms"},
    {"system", "syst systems systemes sistemas systeme"},
    {"research",
     "res recherche recherches ricerca ricerche forschung forschungs investigacion investigaciones pesquisa "
     "pesquisas rech researches researche investigacio onderzoek"},
    {"medical",
     "med medicine medicina medecine medizin medizinische medizinischen medica medico medicala "
     "medicinska medicales"},
    {"physics", "phys physique fisica physik physical fizyki fizica fysik"},
    {"chemistry", "chem chimie chimica quimica chemie chemical chimiques"},
    {"mathematics", "math maths mathematical mathematique mathematiques matematica matematicas mathematik matematyki"},
    {"biology", "biol biological biologie biologia biologiques"},
    {"mechanics", "mech mechanical mecanique meccanica mecanica mechanik"},
    {"applied", "appl appliquees applique aplicada applicata aplicadas angewandte"},
    {"agriculture", "agric agricultural agricole agricola agr agri agronomy agronomique agronomic agraria"},
    {"industrial", "ind industry industries industriel industrial industriale industria"},
    {"management", "manage manag mgmt"},
    {"material", "mater materials materiaux materiales"},
    {"normal", "norm normale"},
    {"pharmacy", "pharm pharmaceutical pharmaceutics pharmacie farmacia pharmaceuticals pharmaceut pharmacology"},
    {"veterinary", "vet veterinarian veterinaire veterinaria"},
    {"aeronautics", "aeronaut aeronautic aeronautical aeronautique aeronautica"},
    {"astronautics", "astronaut astronautic astronautical"},
    {"education", "educ educational educacion educacao"},
    {"state", "statale estadual estatal etat staatliche gosudarstvennyy"},
    {"federal", "fed federale eidgenossische"},
    {"saint", "st ste sankt sao san santa sint sainte"},
    {"company", "co comp companies compagnie"},
    {"corporation", "corp corporate"},
    {"limited", "ltd ltda"},
    {"group", "groupe gruppe grupo gruppo groups"},
    {"foundation", "fdn fundacion fundacao fondazione stiftung fondation found"},
    {"association", "assoc associacao associacion associazione"},
    {"society", "soc gesellschaft societe sociedad societa"},
    {"ministry", "minist ministere ministerio ministero ministerstvo"},
    {"republic", "repub republique republica"},
    {"division", "div divisions"},
    {"development", "dev devel developpement desarrollo"},
    {"environment", "environ environmental environnement ambiente"},
    {"energy", "energetics energie energia energies"},
    {"health", "sante salud saude salute hlth healthcare gesundheit"},
    {"surgery", "surg surgical"},
    {"cancer", "oncology oncol cancerologie"},
    {"northern", "north norte nord"},
    {"southern", "south sur sud"},
    {"eastern", "east est"},
    {"western", "west ouest"},
    {"study", "studies studi estudios"},
    {"service", "services servicio servicios"},
    {"advanced", "adv avanzados avancees"},
    {"defense", "defence defensa"},
    {"nuclear", "nucl nucleaire nucleare"},
    {"petroleum", "petrol"},
    {"observatory", "obs observatoire observatorio osservatorio observatorium"},
    {"museum", "musee museo museu"},
    {"council", "consiglio conseil consejo conselho"},
    {"general", "gen generale"},
    {"max", "maxplanck"},
});

constexpr std::string_view kFillers =
    "of the and for in at on to de la le les du des der die das den dem del della dello delle di da do dos das e et "
    "und "
    "y i fur voor van von der het een an l d el los las al ul s och og ja im am zu zur en sur pour aux au";

constexpr std::string_view kUnits =
    "department faculty school division section group unit chair lehrstuhl branch bureau office program programme key "
    "team ward service graduate doctoral postgraduate seccion service services servizio urm umr ea upr";
constexpr std::string_view kOrganisations =
    "university institute hospital academy laboratory laboratories college center corporation company limited inc gmbh "
    "ag llc plc polytechnic foundation council agency ministry society association observatory museum clinic "
    "consortium "
    "infirmary pte pty bv sa srl kk ltd";
constexpr std::string_view kAddress =
    "street road avenue ave rd str strasse rue via calle blvd boulevard drive box po building bldg floor campus cedex "
    "postfach lane ln highway hwy parkway pkwy square plaza piazza room suite km lu jie";
constexpr std::string_view kOthers =
    "hospital clinic infirmary press museum foundation alumni healthcare hospitals extension";

std::unordered_map<std::string_view, std::string_view> stem_table() {
  std::unordered_map<std::string_view, std::string_view> table;
  for (const auto& [stem, words] : kStems) {
    for (std::size_t begin = 0; begin < words.size();) {
      const std::size_t end = std::min(words.find(' ', begin), words.size());
      table.emplace(words.substr(begin, end - begin), stem);
      begin = end + 1;
    }
  }
  return table;
}

std::unordered_set<std::string_view> word_set(std::string_view words) {
  std::unordered_set<std::string_view> set;
  for (std::size_t begin = 0; begin < words.size();) {
    const std::size_t end = std::min(words.find(' ', begin), words.size());
    set.insert(words.substr(begin, end - begin));
    begin = end + 1;
  }
  return set;
}

}  // namespace

std::string_view stem_of(std::string_view folded) {
  static const auto table = stem_table();
  const auto found = table.find(folded);
  return found == table.end() ? folded : found->second;
}

bool is_filler(std::string_view folded) {
  static const auto fillers = word_set(kFillers);
  return fillers.contains(folded);
}

PartKind part_kind_of(std::string_view stem) {
  static const auto units = word_set(kUnits);
  static const auto organisations = word_set(kOrganisations);
  static const auto addresses = word_set(kAddress);
  if (organisations.contains(stem)) return PartKind::organisation;
  if (units.contains(stem)) return PartKind::unit;
  return addresses.contains(stem) ? PartKind::address : PartKind::none;
}

bool makes_another(std::string_view stem) {
  static const auto others = word_set(kOthers);
  return others.contains(stem);
}

}  // namespace bibmill
