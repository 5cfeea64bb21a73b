#include "gateway/crypto/reader_marks.hpp"

#include "gateway/crypto/hash.hpp"
#include "gateway/model/name_forms.hpp"

#include <algorithm>

namespace micklegate::crypto {
namespace {

std::string mark(Secret const& key, AgencyId const& agency, std::string_view form)
{
    return pseudonym(key, "reader:" + agency.get(), form);
}

}  // namespace

std::vector<std::string> reader_marks(Secret const& pseudonyms, AgencyId const& agency, std::string_view full_name)
{
    std::vector<std::string> marks;
    for (std::string const& form : known_name_forms(full_name))
        marks.push_back(mark(pseudonyms, agency, form));
    // In the order of the marks, which says nothing about the forms.
    std::ranges::sort(marks);
    return marks;
}

bool may_be_reader(Secret const& pseudonyms, Agency const& agency, std::string_view full_name)
{
    if (agency.readers.empty())
        return false;
    auto const forms = written_name_forms(full_name);
    return std::ranges::any_of(forms, [&](std::string const& form) {
        std::string const sought = mark(pseudonyms, agency.id, form);
        return std::ranges::any_of(agency.readers, [&](NamedReader const& reader) {
            return std::ranges::binary_search(reader.marks, sought);
        });
    });
}

}  // namespace micklegate::crypto
