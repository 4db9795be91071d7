using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using CyberWatch.Infra.Registry.Entities;
using CyberWatch.Infra.Registry.Reference;

namespace CyberWatch.Infra.Registry.Import;

/// <summary>FINESS+, the daily JSON of the national register (715 MB unpacked), read as a stream: legal entities, their sites, their groups.</summary>
internal sealed class FinessPlusRegister : RegisterSource
{
    private readonly string? _version;
    private readonly string? _broken;

    public FinessPlusRegister(string path)
        : base(path)
    {
        try
        {
            using var sections = new JsonSections(OpenUnpacked());
            while (sections.Texts.Count < 2 && sections.MoveNext()) { }

            _version = sections.Texts.GetValueOrDefault("schemaVersion");
            DataDate = RegisterText.Date(sections.Texts.GetValueOrDefault("generatedAt"));
        }
        catch (Exception fault) when (fault is JsonException or InvalidDataException)
        {
            _broken = fault.Message;
        }
    }

    public override string Form => "finess-plus";
    public override bool CarriesGroups => true;

    public override IEnumerable<InputFault> Faults =>
        this switch
        {
            { _broken: { } message } => [Whole(null, $"This is no whole JSON file ({message}). Download it again.")],
            { DataDate: null } =>
            [
                Whole("generatedAt", "The day of the data is missing. This is not a FINESS+ file as the ANS publishes it."),
            ],
            { _version: null or not ['v', '1', '.', ..] } =>
            [
                Whole("schemaVersion", $"Version '{_version}' is not v1: names may have changed. Take a version that reads it."),
            ],
            _ => [],
        };

    public override IEnumerable<RegisterEntry> Read()
    {
        var entities = new Dictionary<string, string>();
        List<GroupRecord> groups = [];
        using var sections = new JsonSections(OpenUnpacked());
        var more = true;
        while (more)
        {
            IReadOnlyList<RegisterEntry> entries;
            (more, entries) = Next(sections, entities, groups);
            foreach (var entry in entries)
            {
                yield return entry;
            }
        }

        foreach (var group in groups)
        {
            yield return GroupingOf(group, entities);
        }
    }

    private (bool More, IReadOnlyList<RegisterEntry> Entries) Next(
        JsonSections sections,
        Dictionary<string, string> entities,
        List<GroupRecord> groups
    )
    {
        try
        {
            if (!sections.MoveNext())
            {
                return (false, []);
            }
        }
        catch (Exception fault) when (fault is JsonException or InvalidDataException)
        {
            return (false, [new RegisterEntry.Broken(Whole(null, $"The file ends or breaks in the middle ({fault.Message})."))]);
        }

        try
        {
            return (true, EntriesOf(sections, entities, groups));
        }
        catch (JsonException fault)
        {
            var record = $"A record of {sections.Section} is not as the ANS describes it, at {fault.Path}.";
            return (true, [new RegisterEntry.Broken(Whole(sections.Section, record))]);
        }
    }

    private IReadOnlyList<RegisterEntry> EntriesOf(
        JsonSections sections,
        Dictionary<string, string> entities,
        List<GroupRecord> groups
    )
    {
        switch (sections.Section)
        {
            case "gcc":
                groups.Add(Read(sections, FinessPlusJson.Default.GroupRecord));
                return [];
            case "pmej":
                var entity = Read(sections, FinessPlusJson.Default.LegalEntityRecord);
                if (entity.Head is { Id: { } id } && RegisterText.Finess(entity.Head.Finess) is { } finess)
                {
                    entities[id] = finess;
                }

                return [.. (entity.Sites ?? []).OfType<SiteRecord>().SelectMany(site => SiteEntries(site, entity.Head))];
            default:
                return [];
        }
    }

    private IEnumerable<RegisterEntry> SiteEntries(SiteRecord site, LegalEntityHead? legalEntity)
    {
        var written = site.Head?.Finess;
        if (RegisterText.Finess(written) is not { } finess)
        {
            yield return new RegisterEntry.Broken(
                new InputFault(
                    FileName,
                    0,
                    "numFinessEge",
                    written ?? "",
                    "A FINESS number has nine characters, as 010000024 or 2B0000012."
                )
            );
            yield break;
        }

        var (establishment, place) = FinessPlusSites.Of(site, finess, legalEntity, DataDate!.Value);
        yield return new RegisterEntry.Site(establishment, 0);
        if (place is Place.Doubtful { Why: var why })
        {
            yield return new RegisterEntry.Doubt(
                new InputFault(FileName, 0, "coordonneesGeographique", finess, $"No location: {why}.")
            );
        }
    }

    private static RegisterEntry.Grouping GroupingOf(GroupRecord record, Dictionary<string, string> entities)
    {
        var id = record.Number ?? record.ExternalNumber ?? $"gcc-{record.Id}";
        var members = record.Members ?? [];
        var group = new Group
        {
            Id = id,
            Name = record.Name ?? id,
            Kind = record.Kind,
            Active = record.State is null or "A",
            Members =
            [
                .. members
                    .Where(member => entities.ContainsKey(member.LegalEntityId ?? ""))
                    .DistinctBy(member => entities[member.LegalEntityId!])
                    .Select(member => new GroupMember
                    {
                        GroupId = id,
                        LegalEntity = entities[member.LegalEntityId!],
                        Supports = member.Role == "S",
                    }),
            ],
        };
        return new RegisterEntry.Grouping(group, members.Count(member => !entities.ContainsKey(member.LegalEntityId ?? "")));
    }

    private static T Read<T>(JsonSections sections, JsonTypeInfo<T> type) =>
        JsonSerializer.Deserialize(sections.Element.Span, type) ?? throw new JsonException("null");

    private InputFault Whole(string? column, string sentence) => new(FileName, 0, column, null, sentence);
}
