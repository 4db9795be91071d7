using CyberWatch.Infra.Registry.Entities;

namespace CyberWatch.Infra.Mail.Delivery;

/// <summary>The technical letters of a week, from who supports which group. Pure.</summary>
internal sealed class RoundMaker
{
    private readonly IReadOnlyList<RollSite> _sites;
    private readonly IReadOnlyList<RollContact> _contacts;
    private readonly DateTimeOffset _now;
    private readonly ILookup<string, string> _entitiesOfGroup;
    private readonly ILookup<string, string> _groupsSupportedBy;

    public RoundMaker(
        IReadOnlyList<RollSite> sites,
        IReadOnlyList<GroupMember> members,
        IReadOnlyList<RollContact> contacts,
        DateTimeOffset now
    )
    {
        (_sites, _contacts, _now) = (sites, contacts, now);
        _entitiesOfGroup = members.ToLookup(member => member.GroupId, member => member.LegalEntity);
        _groupsSupportedBy = members.Where(one => one.Supports).ToLookup(one => one.LegalEntity, one => one.GroupId);
    }

    public IEnumerable<Round> Technical()
    {
        var sitesOf = _sites.Where(site => site.LegalEntity is not null).ToLookup(site => site.LegalEntity!);
        var served = new HashSet<(string Finess, string Email)>();
        foreach (
            var group in _contacts.SelectMany(GroupsOf, (contact, id) => (id, contact)).GroupBy(it => it.id).OrderBy(it => it.Key)
        )
        {
            var sites = _entitiesOfGroup[group.Key].Distinct().SelectMany(entity => sitesOf[entity]).ToList();
            if (sites.Count == 0)
                continue;
            var members = sites.Select(site => site.Finess).ToHashSet();
            var readers = Discreet(Readers(group.Select(it => it.contact.Row)), members);
            served.UnionWith(readers.SelectMany(reader => sites.Select(site => (site.Finess, Folded(reader.Email)))));
            yield return Of(new LetterScope.OfGroup(group.Key), sites, readers);
        }

        var contactsOf = _contacts.ToLookup(contact => contact.Row.Finess, contact => contact.Row);
        foreach (var site in _sites.OrderBy(site => site.Finess, StringComparer.Ordinal))
        {
            var readers = Readers(contactsOf[site.Finess].Where(row => !served.Contains((site.Finess, Folded(row.Email)))));
            if (readers.Count > 0)
                yield return Of(new LetterScope.OfEstablishment(site.Finess), [site], readers);
        }
    }

    private Round Of(LetterScope scope, IReadOnlyList<RollSite> sites, IReadOnlyList<Addressee> readers) =>
        new(EditionKind.Technical, scope, LetterTimes.Westernmost(sites.Select(site => site.TimeZone), _now), readers);

    /// <summary>
    /// A letter of a group tells of each of its sites: what its reader wants to be told least about one of them holds for all of it.
    /// </summary>
    private List<Addressee> Discreet(IReadOnlyList<Addressee> readers, HashSet<string> members)
    {
        var wishes = _contacts
            .Where(contact => members.Contains(contact.Row.Finess))
            .ToLookup(contact => Folded(contact.Row.Email));
        return
        [
            .. readers.Select(reader =>
                reader with
                {
                    Detail = wishes[Folded(reader.Email)].Select(contact => contact.Row.Detail).Append(reader.Detail).Max(),
                }
            ),
        ];
    }

    /// <summary>One letter for each address; of several wishes of one reader the most discreet holds.</summary>
    public static IReadOnlyList<Addressee> Readers(IEnumerable<Contact> contacts) =>
        [
            .. contacts
                .GroupBy(row => Folded(row.Email))
                .OrderBy(same => same.Key, StringComparer.Ordinal)
                .Select(same => (First: same.MinBy(row => row.Finess)!, Detail: same.Max(row => row.Detail)))
                .Select(one => new Addressee(one.First.Email, one.First.Name, one.First.Language, one.Detail)),
        ];

    private IEnumerable<string> GroupsOf(RollContact contact) =>
        contact.LegalEntity is { } entity ? _groupsSupportedBy[entity] : [];

    private static string Folded(string email) => email.ToUpperInvariant();
}
