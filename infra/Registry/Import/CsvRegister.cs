using System.Text;
using nietras.SeparatedValues;

namespace CyberWatch.Infra.Registry.Import;

/// <summary>
/// The register as it was published until May 2026: no column names, a first line <c>finess;etalab;…;date</c>, then <c>structureet</c> lines of
/// 32 columns and <c>geolocalisation</c> lines. It is read twice: places first, since they stand behind the sites that they belong to.
/// </summary>
internal sealed class CsvRegister : RegisterSource
{
    private const int DateColumn = 3;
    private readonly Encoding _encoding;

    public CsvRegister(string path)
        : base(path)
    {
        using (var all = OpenUnpacked())
        {
            _encoding = TextEncoding.Of(all);
        }

        using var text = OpenText();
        var head = text.ReadLine()?.Split(';') ?? [];
        DataDate = head is ["finess", _, _, _, ..] ? RegisterText.Date(head[DateColumn].Trim()) : null;
    }

    public override string Form => "csv";
    public override bool CarriesGroups => false;

    public override IEnumerable<InputFault> Faults
    {
        get
        {
            if (DataDate is null)
            {
                yield return new InputFault(
                    FileName,
                    1,
                    null,
                    null,
                    "The first line must be finess;etalab;number;date, as 2026-05-12: without it nobody knows the day of the data."
                );
            }
        }
    }

    public override IEnumerable<RegisterEntry> Read()
    {
        var lines = new CsvLines(FileName);
        return Rows(lines.Place).Concat(Rows(lines.Site));
    }

    private IEnumerable<RegisterEntry> Rows(Func<SepReader.Row, long, IReadOnlyList<RegisterEntry>> take)
    {
        using var text = OpenText();
        text.ReadLine();
        using var rows = new CsvRows(text, ';');
        while (rows.MoveNext())
        {
            foreach (var entry in rows.Line == rows.LastLine ? take(rows.Current, rows.Line) : [Torn(rows)])
            {
                yield return entry;
            }
        }

        if (rows.IsEndless)
        {
            yield return new RegisterEntry.Broken(new InputFault(FileName, rows.Line, null, null, CsvRows.Endless));
        }
    }

    /// <summary>No record of the register has two lines: a quote that is not closed would swallow those behind it.</summary>
    private RegisterEntry.Broken Torn(CsvRows rows)
    {
        var sentence =
            $"A quote that is opened on the line reaches to line {rows.LastLine}, and a record has one line only. Close the quote.";
        return new(new InputFault(FileName, rows.Line, null, null, sentence));
    }

    private StreamReader OpenText() => new(OpenUnpacked(), _encoding, detectEncodingFromByteOrderMarks: true, 1 << 16);
}
