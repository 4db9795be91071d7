using CyberWatch.Infra.Registry;
using CyberWatch.Infra.Registry.Entities;
using CyberWatch.Rules.Model;
using Microsoft.EntityFrameworkCore;

namespace CyberWatch.Infra.Mail.Delivery;

/// <summary>Somebody who gets a letter.</summary>
public sealed record Addressee(string Email, string Name, string Language, DetailLevel Detail);

/// <summary>One edition of a week: what it is about, by which clock it goes, who gets it. Who refused it stands apart.</summary>
public sealed record Round(EditionKind Kind, LetterScope Scope, TimeZoneInfo Zone, IReadOnlyList<Addressee> To)
{
    /// <summary>Who would get it, and does not want it any more.</summary>
    public IReadOnlyList<Addressee> Refused { get; init; } = [];
}

/// <summary>
/// Who gets what: each RSSI one letter for each group that his legal entity supports, and one for each other establishment of his; each
/// official the sector's. Only what a mandate covered in that week.
/// </summary>
public sealed class LetterRoll(IDbContextFactory<RegistryContext> registry, TimeProvider clock)
{
    public async Task<IReadOnlyList<Round>> OfWeekAsync(ReportedWeek week, CancellationToken cancellationToken) =>
        [.. (await AllOfWeekAsync(week, cancellationToken)).Where(round => round.To.Count > 0)];

    /// <summary>Also the rounds that go to nobody because all their readers refused them.</summary>
    public async Task<IReadOnlyList<Round>> AllOfWeekAsync(ReportedWeek week, CancellationToken cancellationToken)
    {
        await using var context = await registry.CreateDbContextAsync(cancellationToken);
        var sites = await SitesAsync(context, week, cancellationToken);
        var groups = await GroupsAsync(context, cancellationToken);
        var contacts = await ContactsAsync(context, cancellationToken);
        var refusals = await RefusalsAsync(context, cancellationToken);
        var officials = await OfficialsAsync(context, week, cancellationToken);
        Round[] rounds =
        [
            .. new RoundMaker(sites, groups, contacts, clock.GetUtcNow()).Technical(),
            new(
                EditionKind.Sector,
                new LetterScope.OfSector(),
                TimeZoneInfo.FindSystemTimeZoneById(LetterTimes.OfficialZone),
                officials
            ),
        ];
        return
        [
            .. rounds
                .Where(round => round.To.Count > 0)
                .Select(round =>
                    round with
                    {
                        To = [.. round.To.Where(one => !refusals.Contains(Key(round, one)))],
                        Refused = [.. round.To.Where(one => refusals.Contains(Key(round, one)))],
                    }
                ),
        ];
    }

    private static (EditionKind, string, string) Key(Round round, Addressee one) =>
        (round.Kind, round.Scope.ToString()!, one.Email.ToUpperInvariant());

    private static async Task<List<RollSite>> SitesAsync(RegistryContext context, ReportedWeek week, CancellationToken token) =>
        await context
            .Establishments.Where(row =>
                row.InService
                && context.Mandates.Any(mandate =>
                    mandate.Finess == row.Finess && mandate.ValidFrom <= week.Sunday && mandate.ValidUntil >= week.Monday
                )
            )
            .Select(row => new RollSite(row.Finess, row.LegalEntity, row.TimeZone))
            .ToListAsync(token);

    private static async Task<List<GroupMember>> GroupsAsync(RegistryContext context, CancellationToken token) =>
        await context
            .GroupMembers.AsNoTracking()
            .Where(member => context.Groups.Any(group => group.Id == member.GroupId && group.Active))
            .ToListAsync(token);

    private static async Task<List<RollContact>> ContactsAsync(RegistryContext context, CancellationToken token) =>
        await context
            .Contacts.AsNoTracking()
            .Join(
                context.Establishments,
                row => row.Finess,
                site => site.Finess,
                (row, site) => new RollContact(row, site.LegalEntity)
            )
            .ToListAsync(token);

    private static async Task<HashSet<(EditionKind, string, string)>> RefusalsAsync(
        RegistryContext context,
        CancellationToken token
    ) =>
        [
            .. (await context.MailRefusals.AsNoTracking().ToListAsync(token)).Select(row =>
                (row.Kind, row.Scope, row.Recipient.ToUpperInvariant())
            ),
        ];

    /// <summary>
    /// Nobody before the first mandate of all: there is nothing to tell of such a week. An account has no level of detail: where its address is
    /// a contact too, in whatever role, the most discreet of its levels holds.
    /// </summary>
    private static async Task<List<Addressee>> OfficialsAsync(RegistryContext context, ReportedWeek week, CancellationToken token)
    {
        var officials = await context
            .Users.Where(row => row.Role == UserRole.Official && row.Email != null)
            .Enabled()
            .Where(row => !context.Mandates.Any() || context.Mandates.Any(mandate => mandate.ValidFrom <= week.Sunday))
            .OrderBy(row => row.Email)
            .Select(row => new { Email = row.Email!, row.Language })
            .ToListAsync(token);
        // an import keeps addresses of contacts in lower case
        var addresses = officials.Select(row => row.Email.ToLowerInvariant()).ToList();
        var wishes = (
            await context
                .Contacts.Where(row => addresses.Contains(row.Email))
                .Select(row => new { row.Email, row.Detail })
                .ToListAsync(token)
        ).ToLookup(row => row.Email, row => row.Detail);
        return
        [
            .. officials.Select(row => new Addressee(
                row.Email,
                "",
                row.Language ?? "fr",
                wishes[row.Email.ToLowerInvariant()].Append(DetailLevel.Full).Max()
            )),
        ];
    }
}

/// <summary>An establishment that a mandate covers.</summary>
internal sealed record RollSite(string Finess, string? LegalEntity, string TimeZone);

/// <summary>A contact with the legal entity of its establishment.</summary>
internal sealed record RollContact(Contact Row, string? LegalEntity);
