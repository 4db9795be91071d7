using System.Globalization;
using CyberWatch.Infra.Registry.Entities;
using CyberWatch.Infra.Registry.Reference;
using nietras.SeparatedValues;

namespace CyberWatch.Infra.Registry.Import;

/// <summary>From the lines of the register's CSV to establishments. The columns have no names in the file; ANS documents them by number.</summary>
internal sealed class CsvLines(string fileName)
{
    private const int SiteColumns = 32;
    private const int FewestPlaceColumns = 4;
    private readonly Dictionary<string, PlaceLine> _places = [];

    /// <summary>First pass: the geolocation lines, kept by number.</summary>
    public IReadOnlyList<RegisterEntry> Place(SepReader.Row row, long line)
    {
        if (!row[0].Span.SequenceEqual("geolocalisation"))
        {
            return [];
        }

        if (row.ColCount < FewestPlaceColumns || RegisterText.Finess(row[1].ToString()) is not { } finess)
        {
            return [Broken(line, null, "A geolocation line has a FINESS number, X, Y and where they come from.")];
        }

        _places[finess] = new PlaceLine(
            Text(row, 2),
            Text(row, 3),
            MapSystem.NamedIn(row[FewestPlaceColumns..row.ColCount].JoinToString(",")),
            line
        );
        return [];
    }

    /// <summary>Second pass: the sites, with the places of the first.</summary>
    public IReadOnlyList<RegisterEntry> Site(SepReader.Row row, long line)
    {
        var kind = row[0].Span;
        if (kind.SequenceEqual("geolocalisation") || (row.ColCount == 1 && kind.Trim().IsEmpty))
        {
            return [];
        }

        if (!kind.SequenceEqual("structureet") || row.ColCount != SiteColumns)
        {
            var count = row.ColCount.ToString(CultureInfo.InvariantCulture);
            return [Broken(line, null, $"A site is a line structureet of {SiteColumns} columns; this one has {count}.")];
        }

        if (RegisterText.Finess(row[1].ToString()) is not { } finess)
        {
            var sentence = "A FINESS number has nine characters, as 010000024 or 2B0000012, zeros at the front included.";
            return [new RegisterEntry.Broken(new InputFault(fileName, line, "finess", row[1].ToString(), sentence))];
        }

        return SiteEntries(row, finess, line);
    }

    private IReadOnlyList<RegisterEntry> SiteEntries(SepReader.Row row, string finess, long line)
    {
        var (postalCode, city) = Delivery(Text(row, 15));
        var known = Departments.OfRegister(Text(row, 13), postalCode);
        var commune = CommuneOf(known, Text(row, 12));
        var department = Departments.OfCommune(commune) ?? known ?? Departments.OfPostalCode(postalCode);
        var written = _places.GetValueOrDefault(finess);
        var place = Reference.Place.Read(written?.X, written?.Y, written?.System, department);
        var site = new Establishment
        {
            Finess = finess,
            Name = Text(row, 4) ?? Text(row, 3) ?? finess,
            LegalEntity = RegisterText.Finess(Text(row, 2)),
            Category = Text(row, 18),
            CategoryLabel = Categories.LabelOf(Text(row, 18)) ?? Text(row, 19),
            Siret = Text(row, 22),
            Phone = RegisterText.Phone(Text(row, 16)),
            Address = AddressOf(row),
            PostalCode = postalCode,
            City = city,
            Commune = commune,
            InService = true,
        }.In(department, place);
        RegisterEntry entry = new RegisterEntry.Site(site, line);
        return place is Place.Doubtful { Why: var why }
            ? [entry, new RegisterEntry.Doubt(new InputFault(fileName, written!.Line, "X, Y", finess, $"No location: {why}."))]
            : [entry];
    }

    private static string? AddressOf(SepReader.Row row) =>
        RegisterText.Join(
            ", ",
            Text(row, 6),
            RegisterText.Join(" ", Text(row, 7), Text(row, 10), StreetTypes.Spelled(Text(row, 8)), Text(row, 9)),
            Text(row, 11)
        );

    /// <summary>INSEE code from the commune's number in its department. The file lost the zeros at its front.</summary>
    private static string? CommuneOf(Department? department, string? number)
    {
        if (department is null || number is not { Length: <= 3 })
        {
            return null;
        }

        // 971 and 977 alike: the communes of overseas are numbered 97xxx or 98xxx
        return department.Code[..2] + number.PadLeft(3, '0');
    }

    private static (string? PostalCode, string? City) Delivery(string? text)
    {
        if (text is null)
        {
            return (null, null);
        }

        var coded = text.Length >= 5 && !text.AsSpan(0, 5).ContainsAnyExceptInRange('0', '9');
        return coded ? (text[..5], RegisterText.Clean(text.AsSpan(5))) : (null, text);
    }

    private static string? Text(SepReader.Row row, int column) => RegisterText.Clean(row[column].Span);

    private RegisterEntry.Broken Broken(long line, string? value, string sentence) =>
        new(new InputFault(fileName, line, null, value, sentence));

    private sealed record PlaceLine(string? X, string? Y, MapSystem? System, long Line);
}
