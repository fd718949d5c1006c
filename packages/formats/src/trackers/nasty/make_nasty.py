#!/usr/bin/env python3
"""Logs that break careless readers, written by the tools themselves, with what was logged.

Usage: make_nasty.py PART…   (wandb, tensorboard, mlflow, trackio, neptune, lightning, keras, huggingface,
hydra, sacred, dvclive, export; those whose library is there)
expected.json tells, per tool, each run's facts, its whole configuration (flat, dotted) and every metric's [step, value] pairs;
values that are not finite are null. PYTHONPATH names the folder of trackio where it is not installed.
"""
import datetime, glob, json, math, os, shutil, signal, struct, subprocess, sys, time

OUT = os.path.dirname(os.path.abspath(__file__))
NAN, INF = math.nan, math.inf
# The folders beside this script are called as the libraries.
sys.path = [path for path in sys.path if os.path.abspath(path) != OUT]


def number(value):
    return value if math.isfinite(value) else None


def float32(value):
    return number(struct.unpack("f", struct.pack("f", value))[0])


def flat(config, prefix=""):
    found = {}
    for name, value in config.items():
        if isinstance(value, dict) and value:
            found.update(flat(value, f"{prefix}{name}."))
        else:
            # JSON's numbers are 64-bit floating-point numbers: a larger whole number is kept as text.
            found[prefix + name] = str(value) if isinstance(value, int) and abs(value) > 2**53 else value
    return found


class Points:
    """What a script logs, by metric."""

    def __init__(self):
        self.metrics = {}

    def add(self, name, step, value, convert=number):
        points = dict(self.metrics.get(name, []))
        # A step that is logged again has its last value.
        points[step] = convert(value)
        self.metrics[name] = [[own, points[own]] for own in sorted(points)]


def clear(name):
    folder = f"{OUT}/{name}"
    shutil.rmtree(folder, ignore_errors=True)
    os.makedirs(folder)
    return folder


def make_wandb():
    os.environ.update(WANDB_MODE="offline", WANDB_SILENT="true", WANDB_ERROR_REPORTING="false")
    import numpy
    import wandb

    work, runs = "/tmp/nasty-wandb", []
    out = clear("wandb")
    shutil.rmtree(work, ignore_errors=True)
    os.makedirs(work)
    quiet = dict(host="node", username="someone", program="train.py", program_relpath="train.py", program_abspath="/lab/train.py", disable_git=True, disable_code=True, x_disable_meta=True, x_disable_stats=True, x_disable_machine_info=True, console="off", x_executable="python")
    settings = lambda: wandb.Settings(**quiet)

    def keep(run_id, number):
        # What its process has written is in the file when it has ended.
        wandb.teardown()
        [folder] = [each for each in os.listdir(f"{work}/wandb") if each.endswith(run_id) and not os.path.islink(f"{work}/wandb/{each}")]
        kept = f"{out}/offline-run-20260701_00000{number}-{run_id}"
        os.makedirs(kept)
        shutil.copy(f"{work}/wandb/{folder}/run-{run_id}.wandb", kept)
        shutil.rmtree(f"{work}/wandb/{folder}")

    # Names, values and axes of every kind; records longer than a block of 32 KiB.
    config = {"width": 64, "seed": 3, "größe": "ø—≤", "optim": {"name": "adam", "betas": [0.9, 0.999], "schedule": {"steps": [10, 20], "warmup": None}}, "big": 2**60 + 1, "hidden": [64, 64], "flag": False, "none": None, "lr": 1e-300, "a.b": "dotted", "empty": {}, "sections": [{"width": 3}, {"width": 4}], "text": "x" * 70_000}
    run = wandb.init(project="π-sweep", id="nasty1", name="résumé / №1", dir=work, group="größe", job_type="train/eval", tags=["ü", "two words"], notes="line 1\nline 2 — ø", config=config, settings=settings())
    run.define_metric("tokens")
    run.define_metric("*", step_metric="tokens")
    run.define_metric("eval/*", step_metric="epoch")
    run.define_metric("eval/acc", step_metric="tokens")
    run.config.update({"width": 65, "added": [1, None, {"x": "y"}]}, allow_val_change=True)
    points = Points()
    for i in range(40):
        row = {"tokens": i * 1000, "train/loss": [1 / (i + 1), NAN, INF, -INF][i % 4 if i < 8 else 0], "größe/ß": i, "acc.top1": numpy.float32(0.25 * i), "n": numpy.int64(i)}
        for name, value in row.items():
            points.add(name, i, float(value))
        if i == 3:
            row["text"] = "no number"
            row["list"] = [1, 2]
            row["hist"] = wandb.Histogram([1, 2, 3])
            row["image"] = wandb.Image(numpy.zeros((2, 2, 3), dtype=numpy.uint8))
            row["none"] = None
            row["flag"] = True
        if i % 10 == 9:
            row["eval/loss"], row["eval/acc"], row["epoch"] = 0.5, 0.75, i // 10
            points.add("eval/loss", i, 0.5), points.add("eval/acc", i, 0.75), points.add("epoch", i, i // 10)
            row["nested"] = {"a": {"b": i}, "c": NAN}
            points.add("nested.a.b", i, i), points.add("nested.c", i, NAN)
        run.log(row)
    run.log({"late": 1.5}, step=1000, commit=False)
    run.log({"late2": 2.5}, step=1000)
    points.add("late", 1000, 1.5), points.add("late2", 1000, 2.5)
    # The axis that a definition names is logged with what is drawn along it.
    points.add("tokens", 1000, 39000)
    run.log({"_own": 7}, step=1001)
    points.add("_own", 1001, 7)
    run.summary["best"] = 1
    run.finish()
    keep("nasty1", 0)
    expected = {**config, "width": 65, "added": [1, None, {"x": "y"}]}
    steps = {name: ("epoch" if name == "eval/loss" else "tokens") for name in points.metrics if name not in ("tokens",)}
    runs.append({"id": "nasty1", "name": "résumé / №1", "project": "π-sweep", "group": "größe", "jobType": "train/eval", "tags": ["two words", "ü"], "notes": "line 1\nline 2 — ø", "state": "finished", "config": flat(expected), "metrics": points.metrics, "stepMetrics": steps, "leftOut": ["text", "list", "hist", "image", "none", "flag"]})

    # A run that went on in a second folder, which repeats a step with another value, and failed there.
    points = Points()
    for part in (0, 1):
        run = wandb.init(project="π-sweep", id="nasty2", name="went on", dir=work, config={"width": 128, "part": part}, settings=settings(), resume="allow")
        for i in range(5):
            step = 4 * part + i
            run.log({"loss": part + i / 8}, step=step)
            if part == 1 or step < 4:
                points.add("loss", step, part + i / 8)
        run.finish(exit_code=part)
        keep("nasty2", 1 + part)
        time.sleep(1.1)
    runs.append({"id": "nasty2", "name": "went on", "project": "π-sweep", "tags": [], "state": "failed", "config": {"width": 128, "part": 1}, "metrics": points.metrics, "leftOut": ["loss"]})

    # A run that was killed: its log ends where the system had written it.
    script = f"""
import os, signal, time, wandb
run = wandb.init(project="killed", id="nasty3", name="killed", dir={work!r}, config={{"width": 32}}, settings=wandb.Settings(**{quiet!r}))
for i in range(2000): run.log({{"loss": i / 4, "pad": "p" * 100}})
print("logged", flush=True); time.sleep(5); os.kill(os.getpid(), signal.SIGKILL)
"""
    subprocess.run([sys.executable, "-c", script])
    time.sleep(3)
    keep("nasty3", 3)
    path = f"{out}/offline-run-20260701_000003-nasty3/run-nasty3.wandb"
    whole = open(path, "rb").read()
    open(path, "wb").write(whole[:40_000])
    runs.append({"id": "nasty3", "name": "killed", "project": "killed", "tags": [], "state": "running", "config": {"width": 32}, "leftOut": ["pad"], "begins": {"loss": [[i, i / 4] for i in range(2000)]}})

    # The history as the cloud exports it, in parts, in a folder of the SDK's artifacts.
    import pyarrow as pa, pyarrow.parquet as pq

    folder = f"{out}/artifacts/run-nasty4-history:v0"
    os.makedirs(folder)
    points = Points()
    for part in range(2):
        rows = [{"_step": i, "_timestamp": 1_780_000_000.5 + i, "_runtime": float(i), "train/loss": [0.5, NAN][i % 2], "größe": i if i % 3 == 0 else None, "text": "x", "_wandb.runtime": 5} for i in range(part * 50, part * 50 + 50)]
        for row in rows:
            points.add("train/loss", row["_step"], row["train/loss"])
            if row["größe"] is not None:
                points.add("größe", row["_step"], row["größe"])
        pq.write_table(pa.Table.from_pylist(rows), f"{folder}/000{part}.parquet", compression=["zstd", "snappy"][part])
    runs.append({"id": "nasty4", "name": "nasty4", "tags": [], "state": "unknown", "config": {}, "metrics": points.metrics, "leftOut": ["text"]})
    return runs


def make_tensorboard():
    import numpy
    import tensorboardX
    from tensorboard.compat.proto import event_pb2 as E, summary_pb2 as S, tensor_pb2 as T, types_pb2 as D, tensor_shape_pb2 as P
    from tensorboard.plugins.hparams import api_pb2, plugin_data_pb2
    from tensorboard.summary.writer.event_file_writer import EventFileWriter

    out, runs, T0 = clear("tensorboard"), [], 1_780_000_000

    def write(folder, name, events, size=None):
        os.makedirs(folder, exist_ok=True)
        writer = EventFileWriter("/tmp/nasty-tb")
        for event in events:
            writer.add_event(event)
        writer.close()
        [path] = glob.glob("/tmp/nasty-tb/*")
        with open(path, "rb") as file:
            whole = file.read()
        with open(f"{folder}/{name}", "wb") as file:
            # The writer's first event holds the time of this day: its own record is left out.
            length = struct.unpack("<Q", whole[:8])[0] + 16
            file.write(record(E.Event(wall_time=T0, file_version="brain.Event:2").SerializeToString()) + whole[length:][:size])
        shutil.rmtree("/tmp/nasty-tb")

    def record(payload):
        from tensorboard.compat.tensorflow_stub.pywrap_tensorflow import masked_crc32c
        head = struct.pack("<Q", len(payload))
        return head + struct.pack("<I", masked_crc32c(head)) + payload + struct.pack("<I", masked_crc32c(payload))

    def scalar(tag, step, value, kind="simple", at=0):
        event = E.Event(wall_time=T0 + at + step, step=step)
        own = event.summary.value.add(tag=tag)
        if kind == "simple":
            own.simple_value = value
            return event
        own.metadata.plugin_data.plugin_name = "scalars"
        if kind == "float":
            own.tensor.dtype = D.DT_FLOAT
            own.tensor.float_val.append(value)
        elif kind == "double":
            own.tensor.dtype = D.DT_DOUBLE
            own.tensor.double_val.append(value)
        elif kind == "content":
            own.tensor.dtype = D.DT_DOUBLE
            own.tensor.tensor_content = struct.pack("<d", value)
        elif kind == "content32":
            own.tensor.dtype = D.DT_FLOAT
            own.tensor.tensor_content = struct.pack("<f", value)
        elif kind == "shape1":
            own.tensor.dtype = D.DT_FLOAT
            own.tensor.tensor_shape.dim.add(size=1)
            own.tensor.float_val.append(value)
        elif kind == "half":
            own.tensor.dtype = D.DT_HALF
            own.tensor.half_val.append(int(numpy.float16(value).view(numpy.uint16)))
        elif kind == "bfloat16":
            own.tensor.dtype = D.DT_BFLOAT16
            own.tensor.half_val.append(int(numpy.float32(value).view(numpy.uint32)) >> 16)
        elif kind == "int64":
            own.tensor.dtype = D.DT_INT64
            own.tensor.int64_val.append(int(value))
        elif kind == "int32":
            own.tensor.dtype = D.DT_INT32
            own.tensor.int_val.append(int(value))
        return event

    # Every way to store a scalar; names with folders; values that are not finite; the same step twice; a zero step.
    events, points = [], Points()
    for kind in ("simple", "float", "double", "content", "content32", "half", "bfloat16", "int64", "int32"):
        for i in range(4):
            value = {"half": i / 4, "bfloat16": i / 4, "int64": -i, "int32": i}.get(kind, i / 3)
            events.append(scalar(f"kinds/{kind}", i, value, kind))
            points.add(f"kinds/{kind}", i, value, float32 if kind in ("simple", "float", "content32") else number)
    for i, value in enumerate((NAN, INF, -INF, 1.5)):
        events.append(scalar("größe/ß", i, value, "double"))
        points.add("größe/ß", i, value)
    events.append(scalar("far", 2**40, 1, "double"))
    points.add("far", 2**40, 1)
    picture = E.Event(wall_time=T0, step=1)
    own = picture.summary.value.add(tag="image")
    own.image.height = own.image.width = 1
    own.image.encoded_image_string = b"png"
    events.append(picture)
    table = E.Event(wall_time=T0, step=1)
    own = table.summary.value.add(tag="table")
    own.tensor.dtype = D.DT_FLOAT
    own.tensor.tensor_shape.dim.add(size=2)
    own.tensor.float_val.extend([1, 2])
    own.metadata.plugin_data.plugin_name = "scalars"
    events.append(table)
    start = plugin_data_pb2.HParamsPluginData(version=0, session_start_info=plugin_data_pb2.SessionStartInfo(group_name="grün", start_time_secs=T0))
    for name, value in {"lr": 1e-3, "opt/näme": "ädam", "flag": True, "off": False, "width": 48.0, "zero": 0.0, "blank": ""}.items():
        own = start.session_start_info.hparams[name]
        if isinstance(value, bool):
            own.bool_value = value
        elif isinstance(value, float):
            own.number_value = value
        else:
            own.string_value = value
    end = plugin_data_pb2.HParamsPluginData(version=0, session_end_info=plugin_data_pb2.SessionEndInfo(status=api_pb2.STATUS_FAILURE, end_time_secs=T0 + 9))
    experiment = plugin_data_pb2.HParamsPluginData(version=0, experiment=api_pb2.Experiment(name="", description="all"))
    for name, content in (("experiment", experiment), ("session_start_info", start), ("session_end_info", end)):
        event = E.Event(wall_time=T0, step=0)
        own = event.summary.value.add(tag=f"_hparams_/{name}")
        own.metadata.plugin_data.plugin_name = "hparams"
        own.metadata.plugin_data.content = content.SerializeToString()
        events.append(event)
    write(f"{out}/w48 sweep/größe", f"events.out.tfevents.{T0}.node.1.0", events)
    runs.append({"path": "tensorboard/w48 sweep/größe", "name": "größe", "group": "grün", "state": "failed", "config": {"lr": 1e-3, "opt/näme": "ädam", "flag": True, "off": False, "width": 48.0, "zero": 0.0, "blank": ""}, "metrics": points.metrics, "leftOut": ["image", "table"]})

    # Restarts: the second file goes back to step 6, the third, whose writer was killed, to step 4, without a mark.
    points = Points()
    folder = f"{out}/restarts"
    write(folder, f"events.out.tfevents.{T0}.node.9.0", [scalar("loss", i, i, "float") for i in range(10)] + [scalar("early", i, i, "float") for i in range(3)])
    mark = E.Event(wall_time=T0 + 100, step=6)
    mark.session_log.status = E.SessionLog.START
    write(folder, f"events.out.tfevents.{T0 + 100}.node.1.0", [mark, *(scalar("loss", i, 10 + i, "simple", 100) for i in range(6, 9))])
    write(folder, f"events.out.tfevents.{T0 + 200}.node.5.0", [scalar("loss", i, 20 + i, "double", 200) for i in range(4, 12)], -11)
    for i in range(4):
        points.add("loss", i, i)
    for i in range(4, 11):
        points.add("loss", i, 20 + i)
    for i in range(3):
        points.add("early", i, i)
    runs.append({"path": "tensorboard/restarts", "name": "restarts", "state": "unknown", "config": {}, "metrics": points.metrics, "problems": 1})

    # PyTorch's and tensorboardX's own writers: a run with hyperparameters has a folder of its own below it.
    folder = f"{out}/written"
    writer = tensorboardX.SummaryWriter(folder)
    points = Points()
    for i in range(6):
        writer.add_scalar("a/b", i / 3, i, walltime=T0 + i)
        points.add("a/b", i, i / 3, float32)
    writer.add_scalars("pair", {"x": 1, "y": 2}, 3, walltime=T0)
    writer.add_histogram("weights", numpy.arange(5), 1)
    writer.add_text("note", "text", 1)
    writer.add_hparams({"lr": 0.1, "opt": "sgd", "bn": True, "width": 16}, {"final": 0.5}, name="hp")
    writer.close()
    for path in glob.glob(f"{folder}/**/events*", recursive=True):
        os.rename(path, f"{os.path.dirname(path)}/events.out.tfevents.{T0}.node.2.0")
    runs.append({"path": "tensorboard/written", "name": "written", "config": {}, "metrics": points.metrics, "leftOut": ["weights", "note/text_summary"]})
    runs.append({"path": "tensorboard/written/hp", "name": "written/hp", "config": {"lr": 0.1, "opt": "sgd", "bn": True, "width": 16}, "metrics": {"final": [[0, 0.5]]}})
    for name, value in (("x", 1), ("y", 2)):
        runs.append({"path": f"tensorboard/written/pair/{name}", "name": f"written/pair/{name}", "config": {}, "metrics": {"pair": [[3, value]]}})
    return runs


def make_trackio():
    out, runs = clear("trackio"), []
    os.environ["TRACKIO_DIR"] = "/tmp/nasty-trackio"
    shutil.rmtree("/tmp/nasty-trackio", ignore_errors=True)
    from trackio.sqlite_storage import SQLiteStorage
    from trackio.utils import serialize_values

    T0 = datetime.datetime(2026, 7, 1, tzinfo=datetime.timezone.utc)
    stamps = lambda count: [(T0 + datetime.timedelta(seconds=i)).isoformat() for i in range(count)]
    config = {"width": 96, "größe": "ø", "optim": {"lr": 0.1, "betas": [0.9, None]}, "none": None, "big": 2**60 + 1, "inf": INF, "_Username": "someone", "_Created": T0.isoformat(), "_Group": "grün"}
    points = Points()
    rows = []
    for i in range(6):
        row = {"train/loss": [0.5, NAN, INF, -INF, 1e-300, 3][i], "größe": i}
        for name, value in row.items():
            points.add(name, i, value)
        if i == 2:
            row["nested"] = {"a": {"b": 2.5}}
            points.add("nested.a.b", i, 2.5)
            row["text"] = "no number"
            row["media"] = {"_type": "trackio.image", "file_path": "x.png"}
            row["flag"] = True
        rows.append(row)
    log = lambda project, name, run_id, metrics, steps, own: SQLiteStorage.bulk_log(project=project, run=name, run_id=run_id, metrics_list=metrics, steps=steps, timestamps=stamps(len(metrics)), config=own)
    log("breite", "same name", "id-one", rows, list(range(6)), config)
    shown = {**{name: value for name, value in config.items() if not name.startswith("_")}, "inf": "Infinity"}
    runs.append({"id": "breite/id-one", "name": "same name", "project": "breite", "group": "grün", "config": flat(shown), "metrics": points.metrics, "leftOut": ["text", "media", "flag"]})
    log("breite", "same name", "id-two", [{"loss": 1.0}, {"loss": 2.0}], [5, 7], {"width": 97})
    runs.append({"id": "breite/id-two", "name": "same name", "project": "breite", "config": {"width": 97}, "metrics": {"loss": [[5, 1.0], [7, 2.0]]}})
    SQLiteStorage.init_db("other")
    with SQLiteStorage._get_connection(SQLiteStorage.get_project_db_path("other")) as connection:
        connection.execute("insert into configs(run_id, run_name, config, created_at) values('id-three', 'w12 only config', ?, ?)", (json.dumps({"width": 12}), T0.isoformat()))
    runs.append({"id": "other/id-three", "name": "w12 only config", "project": "other", "config": {"width": 12}, "metrics": {}})
    # Left open: what was written last stands in the write-ahead log alone.
    import sqlite3

    held = sqlite3.connect(str(SQLiteStorage.get_project_db_path("breite")))
    held.execute("begin"), held.execute("select count(*) from metrics").fetchall()
    log("breite", "open", "id-four", [{"loss": float(i)} for i in range(300)], list(range(300)), {"width": 5})
    for path in glob.glob("/tmp/nasty-trackio/*.db*"):
        if not path.endswith("-shm"):
            shutil.copy(path, out)
    assert os.path.getsize(f"{out}/breite.db-wal") > 0
    runs.append({"id": "breite/id-four", "name": "open", "project": "breite", "config": {"width": 5}, "metrics": {"loss": [[i, float(i)] for i in range(300)]}})
    return runs


def make_neptune():
    import decimal
    import pyarrow as pa, pyarrow.parquet as pq

    out, runs = clear("neptune"), []
    folder = f"{out}/data/lab_größe-0f"
    os.makedirs(folder)
    kinds = {"int": pa.int64(), "float": pa.float64(), "string": pa.string(), "bool": pa.bool_(), "datetime": pa.timestamp("ms", tz="UTC"), "string_set": pa.list_(pa.string()), "file": pa.struct([("path", pa.string())]), "histogram": pa.struct([("type", pa.string()), ("edges", pa.list_(pa.float64())), ("values", pa.list_(pa.float64()))])}
    schema = pa.schema([("project_id", pa.string()), ("run_id", pa.string()), ("attribute_path", pa.string()), ("attribute_type", pa.string()), ("step", pa.decimal128(18, 6)), ("timestamp", pa.timestamp("ms", tz="UTC")), *((f"{kind}_value", own) for kind, own in kinds.items())])
    T0 = datetime.datetime(2026, 7, 1, tzinfo=datetime.timezone.utc)
    for run_id, name, failed in (("GR-1", "erster ø", False), ("GR-2", None, True)):
        rows, points = [], Points()
        row = lambda path, kind, value, **rest: rows.append({"project_id": "lab/größe", "run_id": run_id, "attribute_path": path, "attribute_type": kind, f"{kind.removesuffix('_series')}_value": value, **rest})
        if name:
            row("sys/name", "string", name)
        row("sys/custom_run_id", "string", f"own-{run_id}")
        row("sys/tags", "string_set", ["ü", "a, b"]), row("sys/failed", "bool", failed), row("sys/creation_time", "datetime", T0)
        row("parameters/width", "int", 20), row("parameters/big", "int", 2**60 + 1), row("parameters/opt/lr", "float", 1e-300), row("parameters/nan", "float", NAN)
        row("parameters/none", "string", None), row("parameters/when", "datetime", T0), row("parameters/set", "string_set", ["x"]), row("model/file", "file", {"path": "files/x"}), row("parameters/flag", "bool", False)
        for i in range(5):
            at = dict(step=decimal.Decimal(i), timestamp=T0 + datetime.timedelta(seconds=i))
            row("metrics/größe/loss", "float_series", [0.5, NAN, INF, -INF, 3.0][i], **at), points.add("metrics/größe/loss", i, [0.5, NAN, INF, -INF, 3.0][i])
            row("logs/text", "string_series", "line", **at)
        row("metrics/half", "float_series", 1.0, step=decimal.Decimal("0.5"), timestamp=T0)
        row("metrics/half", "float_series", 2.0, step=decimal.Decimal(1), timestamp=T0), points.add("metrics/half", 1, 2.0)
        for part in range(3):
            pq.write_table(pa.Table.from_pylist(rows[part * 10 : part * 10 + 10], schema=schema), f"{folder}/{run_id}_part_{part}.parquet", compression=["snappy", "zstd", "gzip"][part])
        runs.append({"id": run_id, "name": name or f"own-{run_id}", "project": "lab/größe", "tags": ["a, b", "ü"], "state": "failed" if failed else "finished", "config": {"width": 20, "big": str(2**60 + 1), "opt/lr": 1e-300, "nan": "NaN", "when": "2026-07-01T00:00:00.000Z", "set": ["x"], "flag": False}, "metrics": points.metrics, "leftOut": ["logs/text", "model/file", "parameters/none", "metrics/half"]})
    return runs


def make_mlflow():
    """In the layout of MLflow's file store and of its database (store/tracking/{file_store,dbmodels/models}.py)."""
    import sqlite3

    out, runs, T0 = clear("mlflow"), [], 1_780_000_000_000

    def put(path, text):
        os.makedirs(os.path.dirname(path), exist_ok=True)
        with open(path, "w") as file:
            file.write(text)

    stores = []
    for experiment, name, stage, place in (("1", "größe", "active", "mlruns/1"), ("2", "two", "active", "mlruns/2"), ("3", "gone", "deleted", "mlruns/.trash/3")):
        put(f"{out}/{place}/meta.yaml", f"artifact_location: file:///x\ncreation_time: {T0}\nexperiment_id: '{experiment}'\nlast_update_time: {T0}\nlifecycle_stage: {stage}\nname: {json.dumps(name)}\n")
        stores.append((experiment, name, stage, place))
    put(f"{out}/mlruns/models/classifier/version-1/meta.yaml", "name: classifier\nversion: 1\nrun_id: aa\nsource: x\ncurrent_stage: None\n")
    put(f"{out}/mlruns/1/models/m-1/meta.yaml", "model_id: m-1\nname: m\nsource_run_id: aa\nexperiment_id: '1'\n")
    database = sqlite3.connect(f"{out}/mlflow.db")
    database.executescript("""
        create table experiments(experiment_id integer not null primary key, name varchar(256) not null unique, artifact_location varchar(256), lifecycle_stage varchar(32), creation_time bigint, last_update_time bigint);
        create table runs(run_uuid varchar(32) not null primary key, name varchar(250), source_type varchar(20), source_name varchar(500), entry_point_name varchar(50), user_id varchar(256), status varchar(9), start_time bigint, end_time bigint, deleted_time bigint, source_version varchar(50), lifecycle_stage varchar(20), artifact_uri varchar(200), experiment_id integer);
        create table metrics(key varchar(250) not null, value double precision not null, timestamp bigint not null, run_uuid varchar(32) not null, step bigint not null default 0, is_nan boolean not null default 0, primary key (key, timestamp, step, run_uuid, value, is_nan));
        create table latest_metrics(key varchar(250) not null, value double precision not null, timestamp bigint, step bigint not null, is_nan boolean not null, run_uuid varchar(32) not null, primary key (key, run_uuid));
        create table params(key varchar(250) not null, value varchar(8000) not null, run_uuid varchar(32) not null, primary key (key, run_uuid));
        create table tags(key varchar(250) not null, value varchar(5000), run_uuid varchar(32) not null, primary key (key, run_uuid));
    """)
    for experiment, name, stage, _ in stores:
        database.execute("insert into experiments values(?,?,'/x',?,?,?)", (experiment, name, stage, T0, T0))
    params = {"width": "30", "größe/tief": "ø = 1\nzwei", "none": "None", "list": "[1, 2]", "blank": ""}
    tags = {"mlflow.runName": "name: ø", "mlflow.note.content": "a\nb", "mlflow.user": "someone", "mlflow.parentRunId": "parent", "team": "a=b", "leer": ""}
    metrics = {"train/loss/ß": [(0, 0.5), (1, NAN), (2, INF), (3, -INF), (4, 1e-300)], "again": [(0, 1.0), (5, 2.0), (5, 3.0), (2, 9.0)], "uncounted": [(0, 3.0), (0, 2.0), (0, 1.0)], "negative": [(-1, 4.0), (0, 5.0)]}
    for number, (experiment, status, state, stage) in enumerate((("1", 3, "finished", "active"), ("1", 5, "failed", "active"), ("2", 1, "running", "active"), ("2", 4, "failed", "deleted"), ("3", 3, "finished", "active"))):
        place = stores[int(experiment) - 1][3]
        for kind in ("file", "sql"):
            run_id = f"{kind}{number}"
            begun, ended = T0 + number * 1000, T0 + 60_000
            if kind == "file":
                folder = f"{out}/{place}/{run_id}"
                put(f"{folder}/meta.yaml", f"artifact_uri: file:///x\nend_time: {'null' if state == 'running' else ended}\nentry_point_name: ''\nexperiment_id: '{experiment}'\nlifecycle_stage: {stage}\nrun_id: {run_id}\nrun_name: other\nrun_uuid: {run_id}\nsource_name: ''\nsource_type: 4\nsource_version: ''\nstart_time: {begun}\nstatus: {status}\ntags: []\nuser_id: someone\n")
                for name, value in params.items():
                    put(f"{folder}/params/{name}", value)
                for name, value in tags.items():
                    put(f"{folder}/tags/{name}", value)
                for name, points in metrics.items():
                    put(f"{folder}/metrics/{name}", "".join(f"{T0 + i} {value} {step}\n" for i, (step, value) in enumerate(points)))
                put(f"{folder}/artifacts/model/meta.yaml", "run_id: nested\n")
            else:
                words = {1: "RUNNING", 3: "FINISHED", 4: "FAILED", 5: "KILLED"}
                database.execute("insert into runs values(?,?,'LOCAL','','','someone',?,?,?,null,'',?,'/x',?)", (run_id, "other", words[status], begun, None if state == "running" else ended, stage, experiment))
                database.executemany("insert into params values(?,?,?)", [(name, value, run_id) for name, value in params.items()])
                database.executemany("insert into tags values(?,?,?)", [(name, value, run_id) for name, value in tags.items()])
                largest = sys.float_info.max
                stored = lambda value: 0 if math.isnan(value) else max(-largest, min(largest, value))
                database.executemany("insert into metrics values(?,?,?,?,?,?)", [(name, stored(value), T0 + i, run_id, step, math.isnan(value)) for name, points in metrics.items() for i, (step, value) in enumerate(points)])
            points = Points()
            for name, own in metrics.items():
                for i, (step, value) in enumerate(own):
                    points.add(name, i if name == "uncounted" else step, value)
            if stage == "active" and experiment != "3":
                left = ["again"]
                runs.append({"id": run_id, "name": "name: ø", "project": "größe" if experiment == "1" else "two", "parent": "parent", "notes": "a\nb", "tags": ["leer=", "team=a=b"], "state": state, "config": params, "metrics": points.metrics, "leftOut": left})
            else:
                runs.append({"id": run_id, "absent": True})
    for run_id in ("aa", "m-1", "nested"):
        runs.append({"id": run_id, "absent": True})
    database.commit()
    database.close()
    return runs


def make_lightning():
    out, runs = clear("lightning"), []
    from lightning.pytorch.loggers import CSVLogger
    import torch

    logger = CSVLogger(out, name="größe, \"q\"", version="w24 a", flush_logs_every_n_steps=1)
    # An object leaves a tag of Python in hparams.yaml.
    logger.log_hyperparams({"width": 24, "optim": {"lr": 0.1, "betas": (0.9, 0.99)}, "act": torch.nn.ReLU, "none": None, "text": "a: b # c", "size": torch.Size([3, 4])})
    points = Points()
    for i in range(4):
        logger.log_metrics({"loss": i / 3, "lr": 0.1}, step=i), points.add("loss", i, i / 3), points.add("lr", i, 0.1)
    # New keys: the header is written again, and earlier rows get empty cells.
    logger.log_metrics({"epoch": 1, "val, acc": 0.5, "val \"q\"": NAN}, step=4)
    points.add("epoch", 4, 1), points.add("val, acc", 4, 0.5), points.add('val "q"', 4, NAN)
    logger.log_metrics({"loss": INF, "big": 2.0**60}, step=5), points.add("loss", 5, INF), points.add("big", 5, 2.0**60)
    # A restart logs a step again.
    logger.log_metrics({"loss": 7.0}, step=3), points.add("loss", 3, 7.0)
    logger.save()
    runs.append({"path": 'lightning/größe, "q"/w24 a', "name": 'größe, "q"/w24 a', "config": {"width": 24, "optim.lr": 0.1, "none": None, "text": "a: b # c"}, "tagged": True, "metrics": points.metrics, "leftOut": ["loss"]})
    logger = CSVLogger(out, name="plain", version=0)
    logger.log_metrics({"loss": 1.0}, step=0)
    logger.save()
    runs.append({"path": "lightning/plain/version_0", "name": "plain/version_0", "config": {}, "metrics": {"loss": [[0, 1.0]]}})
    return runs


def make_keras():
    os.environ["KERAS_BACKEND"] = "torch"
    out, runs = clear("keras"), []
    import keras

    model = keras.Sequential([keras.Input((1,)), keras.layers.Dense(1)])
    for name, separator, append in (("größe.csv", ";", False), ("tab.tsv", "\t", False), ("went on.log", ",", True)):
        points = Points()
        for part in range(2 if append else 1):
            logger = keras.callbacks.CSVLogger(f"{out}/{name}", separator=separator, append=append)
            logger.set_model(model)
            logger.on_train_begin()
            for i in range(4 * part, 4 * part + 4):
                logs = {"loss": [1 / (i + 1), NAN, INF, 0.25][i % 4], "val_acc": i / 8, "vector": [1, 2]}
                logger.on_epoch_end(i, dict(logs))
                points.add("loss", i, logs["loss"]), points.add("val_acc", i, i / 8)
            logger.on_train_end()
        runs.append({"path": f"keras/{name}", "name": name.rsplit(".", 1)[0], "config": {}, "metrics": points.metrics, "leftOut": ["vector"]})
    return runs


def make_huggingface():
    out, runs = clear("huggingface"), []
    from transformers import TrainerState, BertConfig

    for step in (10, 20):
        state, points = TrainerState(), Points()
        state.log_history = []
        for i in range(0, step, 5):
            logs = {"loss": [0.5, NAN, INF, 0.1][i // 5], "grad_norm": i / 3, "learning_rate": 1e-300, "epoch": i / 10}
            state.log_history.append({**logs, "step": i})
            for name, value in logs.items():
                points.add(name, i, value)
            if i == 5:
                state.log_history.append({"eval_loss": 0.75, "eval_nested": {"a": 1}, "eval_text": "x", "epoch": i / 10, "step": i})
                points.add("eval_loss", i, 0.75), points.add("eval_nested.a", i, 1)
        state.global_step = step
        os.makedirs(f"{out}/bert w8/checkpoint-{step}")
        state.save_to_json(f"{out}/bert w8/checkpoint-{step}/trainer_state.json")
        BertConfig(hidden_size=8, num_attention_heads=2).save_pretrained(f"{out}/bert w8/checkpoint-{step}")
    runs.append({"path": "huggingface/bert w8/checkpoint-20", "name": "bert w8", "some": {"hidden_size": 8}, "metrics": points.metrics, "leftOut": ["eval_text"]})
    return runs


def put(path, text):
    os.makedirs(os.path.dirname(path), exist_ok=True)
    with open(path, "w") as file:
        file.write(text)


def make_hydra():
    """In Hydra's layout: jobs of a multirun, one without a tracker, one with Lightning's log; and a single job."""
    out, runs = clear("hydra"), []
    sweep = f"{out}/multirun/2026-07-01/10-00-00"
    config = "model:\n  hidden: {width}\n  act: ${{oc.env:ACT,relu}}\nwidth: ${{model.hidden}}\nsizes:\n- 1\n- ${{width}}\nseed: {seed}\nbig: 1152921504606846977\nnone: null\n"
    for job, (width, seed) in enumerate(((16, 0), (32, 1))):
        put(f"{sweep}/{job}/.hydra/config.yaml", config.format(width=width, seed=seed))
        put(f"{sweep}/{job}/.hydra/overrides.yaml", f"- model.hidden={width}\n- seed={seed}\n")
        put(f"{sweep}/{job}/.hydra/hydra.yaml", "hydra:\n  job: {}\n")
        own = {"model.hidden": width, "model.act": "${oc.env:ACT,relu}", "width": width, "sizes": [1, width], "seed": seed, "big": str(2**60 + 1), "none": None}
        path = f"hydra/multirun/2026-07-01/10-00-00/{job}"
        run = {"path": path, "name": f"model.hidden={width},seed={seed}", "group": "hydra/multirun/2026-07-01/10-00-00", "config": own, "metrics": {}}
        if job == 1:
            put(f"{sweep}/1/logs/version_0/metrics.csv", "step,loss\n0,1.5\n1,nan\n")
            put(f"{sweep}/1/logs/version_0/hparams.yaml", "seed: 7\n")
            run = {**run, "path": f"{path}/logs/version_0", "name": "logs/version_0", "config": {**own, "seed": 7}, "metrics": {"loss": [[0, 1.5], [1, None]]}}
            runs.append({"path": path, "absent": True})
        runs.append(run)
    put(f"{out}/single/.hydra/config.yaml", "width: 8\n")
    runs.append({"path": "hydra/single", "name": "single", "config": {"width": 8}, "metrics": {}})
    return runs


def make_sacred():
    """In the layout of Sacred's FileStorageObserver."""
    out, runs = clear("sacred"), []
    for number, (status, state) in enumerate((("COMPLETED", "finished"), ("FAILED", "failed"), ("RUNNING", "running")), 1):
        folder = f"{out}/{number}"
        put(f"{folder}/run.json", json.dumps({"experiment": {"name": "größe", "base_dir": "/x"}, "status": status, "start_time": "2026-07-01T10:00:00.500000", "stop_time": None, "meta": {"comment": "ø"}, "heartbeat": None}))
        put(f"{folder}/config.json", json.dumps({"seed": 11, "width": 40, "optim": {"lr": 0.1, "betas": {"py/tuple": [0.9, 0.99]}}, "nan": NAN, "big": 2**60 + 1}))
        put(f"{folder}/metrics.json", json.dumps({"train/loss": {"steps": [0, 1, 2], "timestamps": ["2026-07-01T10:00:01.000000"] * 3, "values": [0.5, NAN, INF]}, "größe": {"steps": [3], "timestamps": ["2026-07-01T10:00:01"], "values": [1]}, "object": {"steps": [0], "timestamps": ["2026-07-01T10:00:01"], "values": [{"py/object": "x"}]}}))
        runs.append({"path": f"sacred/{number}", "name": f"größe {number}", "project": "größe", "notes": "ø", "state": state, "startedAt": 1782900000.5, "config": {"seed": 11, "width": 40, "optim.lr": 0.1, "optim.betas.py/tuple": [0.9, 0.99], "nan": "NaN", "big": str(2**60 + 1)}, "metrics": {"train/loss": [[0, 0.5], [1, None], [2, None]], "größe": [[3, 1]]}, "leftOut": ["object.py/object"]})
    return runs


def make_dvclive():
    """In DVCLive's layout."""
    out, runs = clear("dvclive"), []
    folder = f"{out}/exp w12/dvclive"
    put(f"{folder}/params.yaml", "width: 12\nlr: 0.1\nlist: [1, ø]\n")
    put(f"{folder}/metrics.json", "{}")
    put(f"{folder}/plots/metrics/train/loss.tsv", "timestamp\tstep\tloss\n1782900000000\t0\t1.5\n1782900000001\t1\tnan\n1782900000002\t2\t0.25\n")
    put(f"{folder}/plots/metrics/größe.tsv", "step\tgröße\n0\t7\n")
    runs.append({"path": "dvclive/exp w12/dvclive", "name": "exp w12", "config": {"width": 12, "lr": 0.1, "list": [1, "ø"]}, "metrics": {"train/loss": [[0, 1.5], [1, None], [2, 0.25]], "größe": [[0, 7]]}})
    return runs


def make_export():
    """In the layout of mlflow-export-import."""
    out, runs = clear("export"), []
    put(f"{out}/experiments/1/experiment.json", json.dumps({"mlflow": {"experiment": {"experiment_id": "1", "name": "größe"}}}))
    for run_id, stage in (("ex1", "active"), ("ex2", "deleted")):
        point = lambda step, value: {"value": value, "timestamp": 1_780_000_000_000 + step, "step": step}
        put(f"{out}/experiments/1/{run_id}/run.json", json.dumps({"system": {}, "mlflow": {"info": {"run_id": run_id, "status": "KILLED", "start_time": 1_780_000_000_000, "lifecycle_stage": stage, "run_name": "ø"}, "params": {"width": "50", "none": "None"}, "metrics": {"a/b": [point(0, 0.5), point(1, NAN), point(2, -INF)], "all": [point(0, 1), point(0, 2)]}, "tags": {"mlflow.parentRunId": "up", "team": "x"}, "inputs": {}}}))
    runs.append({"id": "ex1", "name": "ø", "project": "größe", "parent": "up", "tags": ["team=x"], "state": "failed", "startedAt": 1_780_000_000, "config": {"width": "50", "none": "None"}, "metrics": {"a/b": [[0, 0.5], [1, None], [2, None]], "all": [[0, 1], [1, 2]]}})
    runs.append({"id": "ex2", "absent": True})
    return runs


if __name__ == "__main__":
    path = f"{OUT}/expected.json"
    told = json.load(open(path)) if os.path.exists(path) else {}
    for part in sys.argv[1:]:
        told[part] = globals()[f"make_{part}"]()
    with open(path, "w") as file:
        json.dump(told, file, ensure_ascii=False, allow_nan=False, indent=1)
        file.write("\n")
