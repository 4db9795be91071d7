using System.Net.Mail;
using CyberWatch.Infra.Registry.Entities;
using CyberWatch.Rules.Model;
using Microsoft.EntityFrameworkCore;

namespace CyberWatch.Infra.Registry.Import;

/// <summary>
/// Reads <c>finess,email,name,role,language</c> and, where the file has it, <c>detail</c>. A contact is told by establishment and address.
/// </summary>
public sealed class ContactImporter(IDbContextFactory<RegistryContext> registries, TimeProvider clock)
{
    private const string Detail = "detail";

    public Task<FileOutcome> RunAsync(string path, bool dryRun, CancellationToken cancellationToken)
    {
        var table = InputTable.Read(path, ["finess", "email", "name", "role", "language"], Detail);
        return FileImport.RunAsync(
            registries,
            clock,
            table,
            ("contacts-imported", dryRun),
            (registry, sites, faults) => ReadAsync(registry, table, sites, faults, cancellationToken),
            cancellationToken
        );
    }

    /// <summary>An address that can be written to without surprises: no name, no comment, no line break, no second address.</summary>
    public static bool IsAddress(string text) =>
        text.Length is > 0 and <= 254
        && !text.Any(letter => char.IsControl(letter) || char.IsWhiteSpace(letter))
        && MailAddress.TryCreate(text, out var address)
        && address.Address == text
        && address.Host.Contains('.', StringComparison.Ordinal)
        && !address.Host.EndsWith('.')
        && PerimeterValue.NormalName(address.Host) is not null;

    private static async Task<IReadOnlyList<string>> ReadAsync(
        RegistryContext registry,
        InputTable table,
        KnownSites sites,
        List<InputFault> faults,
        CancellationToken cancellationToken
    )
    {
        var contacts = new Dictionary<(string, string), Contact>();
        foreach (var row in table.Rows)
        {
            if (ContactOf(row, sites, faults) is { } contact && !contacts.TryAdd((contact.Finess, contact.Email), contact))
            {
                faults.Add(row.Fault("email", "The same contact stands on two lines: take one away."));
            }
        }

        if (faults.Count > 0)
        {
            return [];
        }

        var named = contacts.Values.Select(contact => contact.Finess).Distinct().ToList();
        var old = await registry.Contacts.Where(row => named.Contains(row.Finess)).ToListAsync(cancellationToken);
        var before = old.Select(Text).ToList();
        var says = table.Rows.Any(row => row.Fields.ContainsKey(Detail));
        foreach (var row in old)
        {
            if (contacts.Remove((row.Finess, row.Email), out var fresh))
            {
                (row.Name, row.Role, row.Language) = (fresh.Name, fresh.Role, fresh.Language);
                // a file of before the column must not open what was closed since
                row.Detail = says ? fresh.Detail : row.Detail;
            }
        }

        registry.Contacts.AddRange(contacts.Values);
        return FileImport.Changes(before, [.. old.Concat(contacts.Values).Select(Text)]);
    }

    private static Contact? ContactOf(InputRow row, KnownSites sites, List<InputFault> faults)
    {
        var before = faults.Count;
        var finess = sites.Require(row, faults);
        if (!IsAddress(row["email"]))
        {
            faults.Add(row.Fault("email", "Write one bare address, as rssi@ch-nord.example, without name, blank or line break."));
        }

        if (row["name"].Length == 0 || row["name"].Any(char.IsControl))
        {
            faults.Add(row.Fault("name", "Write the person's or the office's name on one line."));
        }

        if (row["role"].ToLowerInvariant() is not ("rssi" or "direction"))
        {
            faults.Add(row.Fault("role", "The role must be rssi or direction."));
        }

        if (row["language"].ToLowerInvariant() is not ("fr" or "en"))
        {
            faults.Add(row.Fault("language", "The language must be fr or en."));
        }

        var detail = DetailOf(row[Detail]);
        if (detail is null)
        {
            faults.Add(row.Fault(Detail, "The detail must be full, summary or link; left empty it is full."));
        }

        return faults.Count > before
            ? null
            : new Contact
            {
                Finess = finess!,
                Email = row["email"].ToLowerInvariant(),
                Name = row["name"],
                Role = Enum.Parse<ContactRole>(row["role"], ignoreCase: true),
                Language = row["language"].ToLowerInvariant(),
                Detail = detail!.Value,
            };
    }

    private static DetailLevel? DetailOf(string text) =>
        text.ToLowerInvariant() switch
        {
            "" or "full" => DetailLevel.Full,
            "summary" => DetailLevel.Summary,
            "link" => DetailLevel.Link,
            _ => null,
        };

    private static string Text(Contact row) =>
        $"{row.Finess} {row.Email} {row.Name}, {row.Role.Kebab()}, {row.Language}, {row.Detail.Kebab()}";
}
