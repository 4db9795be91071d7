using CyberWatch.Infra.Registry.Entities;

namespace CyberWatch.Infra.Mail.Delivery;

/// <summary>The technical letters of a week, from who supports which group. Pure.</summary>
internal sealed class RoundMaker
{
    private readonly IReadOnlyList<RollSite> _sites;
    private readonly IReadOnlyList<RollContact> _rssi;
    private readonly IReadOnlyList<Contact> _contacts;
    private readonly DateTimeOffset _now;
    private readonly ILookup<string, string> _entitiesOfGroup;
    private readonly ILookup<string, string> _groupsSupportedBy;

    /// <param name="sites">What may be told of.</param>
    /// <param name="members">Who belongs to which group.</param>
    /// <param name="contacts">In every role: only an RSSI gets a letter, but what he wishes in another role counts too.</param>
    /// <param name="now">By which the clocks of the sites are compared.</param>
    public RoundMaker(
        IReadOnlyList<RollSite> sites,
        IReadOnlyList<GroupMember> members,
        IReadOnlyList<RollContact> contacts,
        DateTimeOffset now
    )
    {
        (_sites, _now) = (sites, now);
        (_contacts, _rssi) = ([.. contacts.Select(one => one.Row)], [.. contacts.Where(one => one.Row.Role == ContactRole.Rssi)]);
        _entitiesOfGroup = members.ToLookup(member => member.GroupId, member => member.LegalEntity);
        _groupsSupportedBy = members.Where(one => one.Supports).ToLookup(one => one.LegalEntity, one => one.GroupId);
    }

    public IEnumerable<Round> Technical()
    {
        var sitesOf = _sites.Where(site => site.LegalEntity is not null).ToLookup(site => site.LegalEntity!);
        var served = new HashSet<(string Finess, string Email)>();
        foreach (
            var group in _rssi.SelectMany(GroupsOf, (contact, id) => (id, contact)).GroupBy(it => it.id).OrderBy(it => it.Key)
        )
        {
            var sites = _entitiesOfGroup[group.Key].Distinct().SelectMany(entity => sitesOf[entity]).ToList();
            if (sites.Count == 0)
                continue;
            var members = sites.Select(site => site.Finess).ToHashSet();
            var readers = Discreet(
                Readers(group.Select(it => it.contact.Row)),
                _contacts.Where(contact => members.Contains(contact.Finess))
            );
            served.UnionWith(readers.SelectMany(reader => sites.Select(site => (site.Finess, Folded(reader.Email)))));
            yield return Of(new LetterScope.OfGroup(group.Key), sites, readers);
        }

        var contactsOf = _rssi.ToLookup(contact => contact.Row.Finess, contact => contact.Row);
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
    /// What a reader wants to be told least about one of the sites that a letter tells of holds for all of it, in whatever role he is their
    /// contact.
    /// </summary>
    /// <param name="readers">Who gets it.</param>
    /// <param name="told">All contacts of the sites that it tells of.</param>
    public static IReadOnlyList<Addressee> Discreet(IReadOnlyList<Addressee> readers, IEnumerable<Contact> told)
    {
        var wishes = told.ToLookup(contact => Folded(contact.Email), contact => contact.Detail);
        return [.. readers.Select(reader => reader with { Detail = wishes[Folded(reader.Email)].Append(reader.Detail).Max() })];
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
