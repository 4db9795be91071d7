using System.Globalization;
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
        using var reader = Sep.New(';')
            .Reader(options =>
                options with
                {
                    HasHeader = false,
                    Unescape = true,
                    DisableColCountCheck = true,
                    CultureInfo = CultureInfo.InvariantCulture,
                }
            )
            .From(text);
        // Sep tells where its first row ends, not where it starts, and we took the first line of the file away
        var line = 2L;
        while (reader.MoveNext())
        {
            var next = reader.Current.LineNumberToExcl + 1L;
            foreach (var entry in take(reader.Current, line))
            {
                yield return entry;
            }

            line = next;
        }
    }

    private StreamReader OpenText() => new(OpenUnpacked(), _encoding, detectEncodingFromByteOrderMarks: true, 1 << 16);
}
